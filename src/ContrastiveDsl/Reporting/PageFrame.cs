namespace ContrastiveDsl.Reporting;

/// <summary>What all pages have in common: they need nothing but themselves, and are light and dark.</summary>
internal static class PageFrame
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #ffffff; --card: #f3f5f8;
          --line: #d5dae1; --bar: #2f6fde; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --faint: #9aa4b1; --paper: #14171c;
          --card: #1e232b; --line: #343b46; --bar: #6ea0f7; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 78rem; padding: 1.5rem 1rem 3rem; background: var(--paper);
          color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
        h1 { font-size: 1.35rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
        header p { margin: 0 0 1.5rem; color: var(--faint); overflow-wrap: anywhere; }
        footer p { color: var(--faint); border-top: 1px solid var(--line); padding-top: 1rem; }
        .answer { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; padding: 1rem 0;
          border-top: 1px solid var(--line); }
        .answer ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem;
          grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
        .card { margin: 0; background: var(--card); border-radius: .5rem; overflow: hidden; height: 100%; }
        .asked { outline: 2px solid var(--bar); height: auto; align-self: start; }
        .frame { aspect-ratio: 1; display: flex; align-items: center; justify-content: center; padding: .4rem; }
        .frame img { width: 100%; height: 100%; object-fit: contain; border-radius: .25rem; }
        img[src^="data:image/png"] { image-rendering: pixelated; }
        .card figcaption { padding: .35rem .6rem .55rem; font-size: .8rem; overflow-wrap: anywhere; }
        .cosine { display: block; font-variant-numeric: tabular-nums; font-weight: 600; }
        .name { color: var(--faint); }
        @media (max-width: 40rem) { .answer { grid-template-columns: 1fr; }
          .asked { max-width: 11rem; } .answer ol { grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); } }
        """;

    /// <summary>A whole page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="header">What stands below the title.</param>
    /// <param name="body">What follows.</param>
    /// <param name="style">More rules of style.</param>
    /// <param name="script">What answers to the pointer; without it the page has no script.</param>
    internal static string Of(string title, Html header, Html body, string style = "", string? script = null)
    {
        var scripted = script is null ? Html.None : new Html($"<script>\n{script}\n</script>\n");
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            {new Html(Style)}
            {new Html(style)}
            </style>
            </head>
            <body>
            <header><h1>{title}</h1>
            {header}</header>
            <main>
            {body}</main>
            {scripted}</body>
            </html>

            """
        ).Tags;
    }
}
