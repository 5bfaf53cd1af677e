using ContrastiveDsl.Evaluation;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Hosting;

/// <summary>What a comparison takes from the evaluation of a run, as shares in [0, 1].</summary>
/// <param name="Linear">A linear probe with all labels.</param>
/// <param name="FewLabels">Linear probes with <see cref="Shots"/> labels of each class: the mean over draws.</param>
/// <param name="FineTuned">The encoder fine-tuned with all labels; null where that was not asked for.</param>
/// <param name="FineTunedFewLabels">
/// The encoder fine-tuned with <see cref="Shots"/> labels of each class: the mean over draws; null likewise.
/// </param>
internal sealed record ProbedScores(double Linear, double FewLabels, double? FineTuned, double? FineTunedFewLabels)
{
    /// <summary>The labels of each class, where there are few.</summary>
    internal const int Shots = 10;

    /// <summary>Whether the encoder was fine-tuned too.</summary>
    internal bool IsFineTuned => FineTuned is not null && FineTunedFewLabels is not null;

    private static readonly EvaluationOptions Usual = new();

    /// <summary>
    /// Reads what was measured of a run's latest checkpoint, as a comparison asks for it; null where that was not yet,
    /// or not of these weights: a run that was made longer comes by the same step with others.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    internal static ProbedScores? Read(string folder)
    {
        if (Checkpoint.Latest(folder) is not { } checkpoint || WeightsOf(checkpoint) is not { } weights)
        {
            return null;
        }

        var scores = ScoresFile
            .Read(folder)
            .Where(score =>
                score.Checkpoint == Path.GetFileName(checkpoint) && score.Weights == weights && IsUsual(score)
            )
            .ToDictionary(score => score.Key, score => score.Accuracy);
        var few = EvaluationScore.PerClass(Shots);
        return
            Find(EvaluationScore.Linear, EvaluationScore.AllLabels) is { } linear
            && Find(EvaluationScore.Linear, few) is { } fewLabels
            ? new ProbedScores(
                linear,
                fewLabels,
                Find(EvaluationScore.FineTuned, EvaluationScore.AllLabels),
                Find(EvaluationScore.FineTuned, few)
            )
            : null;

        double? Find(string evaluation, string labels) =>
            scores.TryGetValue((evaluation, labels), out var accuracy) ? accuracy : null;
    }

    /// <summary>The hash of the weights; null where it cannot be read, which the evaluation then says.</summary>
    internal static string? WeightsOf(string checkpoint)
    {
        try
        {
            return Checkpoint.WeightsHash(checkpoint);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a score has the usual draws and setting, so that it may stand beside those of other runs.
    /// </summary>
    private static bool IsUsual(EvaluationScore score)
    {
        var draws = score.Labels == EvaluationScore.AllLabels ? 1 : Usual.Draws;
        return score.DrawSeed == Usual.Seed
            && (
                score.Evaluation == EvaluationScore.FineTuned
                    ? score.Accuracies.Count == Math.Min(draws, Usual.FineTuningDraws)
                        && score.Protocol == new FineTuningOptions().ToString()
                    : score.Accuracies.Count == draws
            );
    }
}
