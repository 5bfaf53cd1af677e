using System.Text.Json.Serialization;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// A score of a trained encoder on test images by which nothing was chosen, with all that is needed to take it again.
/// </summary>
public sealed record EvaluationScore
{
    /// <summary>Nearest neighbors of test features among training features.</summary>
    public const string Knn = "knn";

    /// <summary>A linear classifier of features.</summary>
    public const string Linear = "linear";

    /// <summary>The encoder trained on with labels.</summary>
    public const string FineTuned = "fine-tuned";

    /// <summary>In <see cref="Labels"/>: every label of the training images.</summary>
    public const string AllLabels = "all";

    /// <summary>What was done: <see cref="Knn"/>, <see cref="Linear"/> or <see cref="FineTuned"/>.</summary>
    public required string Evaluation { get; init; }

    /// <summary>With which labels: <see cref="AllLabels"/>, <c>1 %</c>, <c>10 per class</c>.</summary>
    public required string Labels { get; init; }

    /// <summary>The split that was tested: <c>test</c>.</summary>
    public string Split { get; init; } = "test";

    /// <summary>The share of test images classified rightly, in [0, 1]: one for each draw of the labels.</summary>
    public required IReadOnlyList<double> Accuracies { get; init; }

    /// <summary>The mean over the draws.</summary>
    public double Accuracy => Accuracies.Average();

    /// <summary>Labeled training images that were used; the fewest, should draws differ.</summary>
    public required int Train { get; init; }

    /// <summary>Labeled test images.</summary>
    public required int Test { get; init; }

    /// <summary>Classes of the test images.</summary>
    public required int Classes { get; init; }

    /// <summary>
    /// Classes of the test images of which the training images had none, so that all of them count as wrong.
    /// </summary>
    public IReadOnlyList<int> LackingClasses { get; init; } = [];

    /// <summary>How it was done, in words.</summary>
    public required string Protocol { get; init; }

    /// <summary>The settings that were chosen, one for each draw; empty where nothing was chosen.</summary>
    public IReadOnlyList<ProbeSetting> Chosen { get; init; } = [];

    /// <summary>
    /// What each reached on the labels that were set aside to choose by; null where there were too few.
    /// </summary>
    public IReadOnlyList<double?> Validation { get; init; } = [];

    /// <summary>The seed of draws, parts set aside and orders.</summary>
    public long DrawSeed { get; init; }

    /// <summary>The name of the checkpoint that was measured; null for an encoder that is no run's.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// The hash of the weights that were measured, which tells them from others of the same step; null where it was not
    /// noted.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>Whether two scores say the same of different encoders.</summary>
    [JsonIgnore]
    internal (string Evaluation, string Labels) Key => (Evaluation, Labels);

    /// <summary>In <see cref="Labels"/>: so many labels of each class.</summary>
    public static string PerClass(int count) => FormattableString.Invariant($"{count} per class");

    /// <summary>In <see cref="Labels"/>: a share of the labels of each class.</summary>
    public static string Share(double share) => FormattableString.Invariant($"{100 * (decimal)share:0.##########} %");
}
