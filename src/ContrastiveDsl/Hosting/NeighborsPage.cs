using System.Globalization;
using System.Net;
using System.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Neighbors as one page that needs nothing but itself: thumbnails are inside, and there is no script.
/// </summary>
internal static class NeighborsPage
{
    /// <summary>Twice the size at which thumbnails are shown, for fine screens.</summary>
    private const int Side = 288;

    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #ffffff; --card: #f3f5f8;
          --line: #d5dae1; --bar: #2f6fde; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --faint: #9aa4b1; --paper: #14171c;
          --card: #1e232b; --line: #343b46; --bar: #6ea0f7; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 78rem; padding: 1.5rem 1rem 3rem; background: var(--paper);
          color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
        h1 { font-size: 1.35rem; margin: 0 0 .25rem; }
        header p { margin: 0 0 1.5rem; color: var(--faint); overflow-wrap: anywhere; }
        section { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; padding: 1rem 0;
          border-top: 1px solid var(--line); }
        ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem;
          grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
        figure { margin: 0; background: var(--card); border-radius: .5rem; overflow: hidden; height: 100%; }
        .asked { outline: 2px solid var(--bar); height: auto; align-self: start; }
        .frame { aspect-ratio: 1; display: flex; align-items: center; justify-content: center; padding: .4rem; }
        img { width: 100%; height: 100%; object-fit: contain; border-radius: .25rem; }
        img[src^="data:image/png"] { image-rendering: pixelated; }
        figcaption { padding: .35rem .6rem .55rem; font-size: .8rem; overflow-wrap: anywhere; }
        .cosine { display: block; font-variant-numeric: tabular-nums; font-weight: 600; }
        .name { color: var(--faint); }
        @media (max-width: 40rem) { section { grid-template-columns: 1fr; }
          .asked { max-width: 11rem; } ol { grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); } }
        """;

    /// <summary>The page.</summary>
    /// <param name="result">What it shows.</param>
    internal static string Of(NeighborsResult result)
    {
        var title = $"Neighbors by {result.Experiment}";
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n"
        );
        html.Append(CultureInfo.InvariantCulture, $"<header><h1>{Text(title)}</h1>\n<p>The most similar of ");
        html.Append(
            CultureInfo.InvariantCulture,
            $"{Text(Say.Plural(result.Count, "image"))} in {Text(result.Among)}, by the cosine of embeddings "
        );
        html.Append(CultureInfo.InvariantCulture, $"at {Text(result.Checkpoint)}.</p></header>\n<main>\n");
        foreach (var answer in result.Answers)
        {
            Add(html, answer);
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Add(StringBuilder html, NeighborsAnswer answer)
    {
        html.Append("<section>\n<figure class=\"asked\">");
        Add(html, answer.Image);
        html.Append(
            CultureInfo.InvariantCulture,
            $"<figcaption><span class=\"name\">{Text(answer.Image.Name)}</span></figcaption></figure>\n<ol>\n"
        );
        foreach (var neighbor in answer.Neighbors)
        {
            html.Append("<li><figure>");
            Add(html, neighbor.Image);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<figcaption><span class=\"cosine\">{Say.Fixed(neighbor.Cosine, 3)}</span>"
            );
            html.Append(
                CultureInfo.InvariantCulture,
                $"<span class=\"name\">{Text(neighbor.Image.Name)}</span></figcaption></figure></li>\n"
            );
        }

        html.Append("</ol>\n</section>\n");
    }

    private static void Add(StringBuilder html, ShownImage image)
    {
        var thumbnail = image.Thumbnail(Side);
        html.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"frame\"><img alt=\"{Text(image.Name)}\" src=\"data:{thumbnail.MediaType};base64,"
        );
        html.Append(Convert.ToBase64String(thumbnail.Bytes)).Append("\"></div>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
