using ContrastiveDsl.Embeddings;

namespace ContrastiveDsl.Reporting;

/// <summary>Images on a page; their bytes are in it.</summary>
internal static class PageImages
{
    /// <summary>An image.</summary>
    /// <param name="image">The file.</param>
    /// <param name="name">What it shows, for whoever does not see it.</param>
    internal static Html Of(Thumbnail image, string name) => Html.Of($"<img alt=\"{name}\" src=\"{Address(image)}\">");

    /// <summary>The image as an address that holds it.</summary>
    internal static string Address(Thumbnail image) =>
        $"data:{image.MediaType};base64,{Convert.ToBase64String(image.Bytes)}";

    /// <summary>An image and those most similar to it.</summary>
    /// <param name="answer">The images.</param>
    /// <param name="side">The largest side of their thumbnails in pixels.</param>
    internal static Html Of(NeighborsAnswer answer, int side) =>
        Html.Of(
            $"""
            <section class="answer">
            <figure class="card asked">{Framed(
                answer.Image,
                side
            )}<figcaption><b>asked</b> <span class="name">{Broken(answer.Image.Name)}</span></figcaption></figure>
            <ol>
            {answer.Neighbors.Select(neighbor => Of(neighbor, side))}</ol>
            </section>

            """
        );

    private static Html Of(ShownNeighbor neighbor, int side) =>
        Html.Of(
            $"""
            <li><figure class="card">{Framed(neighbor.Image, side)}<figcaption><span class="cosine">{Say.Fixed(
                neighbor.Cosine,
                3
            )}</span><span class="{(neighbor.IsOther ? "name other" : "name")}">{Broken(neighbor.Image.Name)}</span></figcaption></figure></li>

            """
        );

    /// <summary>A name that a narrow card breaks behind its folders and words, rather than within them.</summary>
    private static Html Broken(string name) =>
        new(
            Html.Of($"{name}")
                .Tags.Replace("/", "/<wbr>", StringComparison.Ordinal)
                .Replace("_", "_<wbr>", StringComparison.Ordinal)
        );

    private static Html Framed(ShownImage image, int side) =>
        Html.Of($"<div class=\"frame\">{Of(image.Thumbnail(side), image.Name)}</div>");
}
