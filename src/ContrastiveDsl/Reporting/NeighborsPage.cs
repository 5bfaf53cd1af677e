namespace ContrastiveDsl.Reporting;

/// <summary>
/// Neighbors as one page that needs nothing but itself: thumbnails are inside, and there is no script.
/// </summary>
internal static class NeighborsPage
{
    /// <summary>Twice the size at which thumbnails are shown, for fine screens.</summary>
    private const int Side = 288;

    /// <summary>The page.</summary>
    /// <param name="result">What it shows.</param>
    internal static string Of(NeighborsResult result) =>
        PageFrame.Of(
            $"Most similar images, by the encoder of {result.Experiment} ({result.Run}, {result.Checkpoint})",
            Html.Of(
                $"<p>The most similar of {Say.Plural(result.Count, "image")} in {result.Among}, by the cosine of embeddings: 1 at most. How high it is for two images at random depends on the encoder, so compare within a row.</p>"
            ),
            Html.Join([
                .. result.Answers.Select(answer => PageImages.Of(answer, Side)),
                Html.Of(
                    $"<footer><p>Do all neighbors share a color or a brightness and little else? The encoder goes by that: stronger [ColorJitter], and for color images [RandomGrayscale], make it look further.</p></footer>\n"
                ),
            ])
        );
}
