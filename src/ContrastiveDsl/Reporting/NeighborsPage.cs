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
            $"Neighbors by {result.Experiment}",
            Html.Of(
                $"<p>The most similar of {Say.Plural(result.Count, "image")} in {result.Among}, by the cosine of embeddings at {result.Checkpoint}.</p>"
            ),
            Html.Join(result.Answers.Select(answer => PageImages.Of(answer, Side)))
        );
}
