using System.Text.Json;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// The file <c>scores.jsonl</c> of a run: what <c>evaluate</c> measured last, a score a line.
/// </summary>
internal static class ScoresFile
{
    internal const string FileName = "scores.jsonl";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The scores of a run in the order of the file; none where it was never evaluated.</summary>
    /// <param name="folder">The run's folder.</param>
    internal static IReadOnlyList<EvaluationScore> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? [.. File.ReadLines(path).Select(Parse).OfType<EvaluationScore>()] : [];
    }

    /// <summary>
    /// The scores of a run as it is now: a shorter one that it was made longer from had other weights at later steps.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    internal static IReadOnlyList<EvaluationScore> OfRun(string folder) =>
        [
            .. Read(folder)
                .GroupBy(score => (score.Checkpoint, score.Weights))
                .Where(same => IsOfRun(folder, same.Key.Checkpoint, same.Key.Weights))
                .SelectMany(same => same),
        ];

    /// <summary>False only where the folder shows that a checkpoint was the shorter run's.</summary>
    private static bool IsOfRun(string folder, string? checkpoint, string? weights)
    {
        if (checkpoint is null)
        {
            return true;
        }

        if (Checkpoint.At(folder, Checkpoint.StepOf(checkpoint)) is { } there)
        {
            return weights is null || ProbedScores.WeightsOf(there) is not { } now || now == weights;
        }

        var shorter = Checkpoint.OfShorterRun(folder, checkpoint);
        return weights is null || shorter is null || ProbedScores.WeightsOf(shorter) != weights;
    }

    /// <summary>Notes scores in place of older ones of the same kind. The file is whole at any time.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="scores">The scores.</param>
    internal static void Add(string folder, IReadOnlyList<EvaluationScore> scores)
    {
        var replaced = scores.Select(score => score.Key).ToHashSet();
        var kept = Read(folder).Where(score => !replaced.Contains(score.Key)).Concat(scores);
        AtomicFile.Write(Path.Combine(folder, FileName), string.Concat(kept.Select(score => Line(score) + "\n")));
    }

    private static string Line(EvaluationScore score) => JsonSerializer.Serialize(score, Options);

    /// <summary>The score on a line; null where it is none, such as half a line.</summary>
    private static EvaluationScore? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<EvaluationScore>(line, Options) is { Accuracies.Count: > 0 } score
                ? score
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
