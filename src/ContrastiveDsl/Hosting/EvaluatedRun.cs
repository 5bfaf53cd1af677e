using System.Text.Json.Serialization;
using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>What was measured of a run.</summary>
/// <param name="Run">The run's folder.</param>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Checkpoint">The name of the checkpoint whose encoder was measured.</param>
/// <param name="Images">Where the images came from.</param>
/// <param name="DrawSeed">The seed of draws, parts and orders.</param>
/// <param name="Seconds">Time that it took.</param>
/// <param name="LargestClass">
/// The share of the labeled test images that are of the largest class: what answering with it alone would reach.
/// </param>
/// <param name="Scores">The scores.</param>
internal sealed record EvaluatedRun(
    string Run,
    string Experiment,
    long Seed,
    string Checkpoint,
    string Images,
    long DrawSeed,
    double Seconds,
    double LargestClass,
    IReadOnlyList<EvaluationScore> Scores
)
{
    /// <summary>The names of the classes by their numbers; null where they have none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>How and on what it was trained: runs of an experiment that differ in it are no repetitions.</summary>
    internal (int Epochs, int? Limit, int BatchSize, string? Images) TrainedFor { get; init; }

    /// <summary>The hash of what it was measured on, which is one for repetitions, too.</summary>
    internal string? MeasuredOn { get; init; }
}
