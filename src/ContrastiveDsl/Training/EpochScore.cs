namespace ContrastiveDsl.Training;

/// <summary>A score that was taken while a run went on, as its line in <c>metrics.jsonl</c> has it.</summary>
/// <param name="Evaluation">
/// What was measured: <c>knn</c>, <c>linear</c>, or without labels <c>views</c>, the retrieval of an image's other
/// view.
/// </param>
/// <param name="Accuracy">The share that was right, in [0, 1].</param>
/// <param name="Protocol">How it was measured, in words.</param>
/// <param name="Seconds">Time that it took, the extraction of the features shared out.</param>
public sealed record EpochScore(string Evaluation, double Accuracy, string Protocol, double Seconds)
{
    /// <summary>Nearest neighbors, with labels.</summary>
    public const string Knn = "knn";

    /// <summary>A linear probe, with labels.</summary>
    public const string Linear = "linear";

    /// <summary>Retrieval of an image's other view, without labels.</summary>
    public const string Views = "views";

    /// <summary>What people call a kind of evaluation.</summary>
    /// <param name="evaluation">As it stands in the lines of a run.</param>
    internal static string InWords(string evaluation) =>
        evaluation switch
        {
            Knn => "kNN",
            Views => "retrieval",
            _ => evaluation,
        };

    /// <summary>
    /// The split that was scored: images set aside from the labels of the bank and of the probe, though not from the
    /// training without labels. Never the test split.
    /// </summary>
    public string Split { get; init; } = "validation";
}
