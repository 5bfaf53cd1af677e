using ContrastiveDsl.Evaluation;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>Scores and their protocols as text.</summary>
internal static class EvaluationView
{
    /// <summary>Room for the name of a score.</summary>
    private const int NameWidth = 12;
    private const int LabelsWidth = 16;
    private const int AccuracyWidth = 18;

    /// <summary>What was measured of one run.</summary>
    internal static void Show(Terminal terminal, EvaluatedRun run)
    {
        var console = terminal.Output;
        var first = run.Scores[0];
        console.Tell($"{run.Run}: {run.Experiment}, seed {run.Seed}, {run.Checkpoint}");
        console.Tell(
            $"Accuracy on the test split of {run.Images}: {Say.Plural(first.Test, "image")} of {first.Classes} classes, the largest with {Say.Percent(run.LargestClass)}; nothing was chosen by them. Labels from {Say.Plural(first.Train, "training image")}, draw seed {run.DrawSeed}, {Say.Duration(TimeSpan.FromSeconds(run.Seconds))}."
        );
        if (first.LackingClasses.Count > 0)
        {
            console.Tell(Lacking(first.LackingClasses, run.Classes));
        }

        console.WriteLine();
        foreach (var score in run.Scores)
        {
            console.Tell(Row(score.Evaluation, score.Labels, Accuracy(score), Found(score)));
        }

        console.WriteLine();
        foreach (var same in run.Scores.GroupBy(score => (score.Evaluation, score.Protocol)))
        {
            var labels = string.Join(", ", same.Select(score => LabelsOf(score.Labels)));
            console.Tell($"  {same.Key.Evaluation} ({labels}): {same.Key.Protocol}.");
        }

        console.WriteLine();
    }

    /// <summary>Mean and deviation over the runs of an experiment, where there are several.</summary>
    internal static void ShowMeans(Terminal terminal, IReadOnlyList<EvaluatedRun> runs)
    {
        var console = terminal.Output;
        foreach (
            var same in runs.GroupBy(run => (run.Experiment, run.TrainedFor, run.MeasuredOn))
                .Where(runs => runs.DistinctBy(run => run.Seed).Count() > 1)
        )
        {
            console.Tell(
                $"{same.Key.Experiment}: mean ± deviation over {same.Count()} runs, seeds {string.Join(", ", same.Select(run => run.Seed))}"
            );
            console.WriteLine();
            foreach (var scores in same.SelectMany(run => run.Scores).GroupBy(score => score.Key))
            {
                var spread = Spread.Of(scores.Select(score => score.Accuracy));
                console.Tell(Row(scores.Key.Evaluation, scores.Key.Labels, Percent(spread), ""));
            }

            console.WriteLine();
        }
    }

    /// <summary>What is said of classes that no training image is of, by their names where they have some.</summary>
    /// <param name="lacking">Their numbers, at least one.</param>
    /// <param name="names">The names of the classes by their numbers.</param>
    internal static string Lacking(IReadOnlyList<int> lacking, IReadOnlyList<string>? names)
    {
        var all = LabelNames.Of(lacking, names);
        return lacking.Count == 1
            ? $"caution: no training image has a label of class {all}: test images of it all count as wrong."
            : $"caution: no training image has a label of {Say.Count(lacking.Count)} classes ({all}): test images of them all count as wrong.";
    }

    private static string Row(string evaluation, string labels, string accuracy, string found) =>
        $"  {evaluation.PadRight(NameWidth)}{LabelsOf(labels).PadRight(LabelsWidth)}{accuracy.PadRight(AccuracyWidth)}{found}".TrimEnd();

    /// <summary>How a score was taken, in a few sentences: protocol, the spread over draws, what was chosen.</summary>
    internal static IEnumerable<string> Of(EvaluationScore score) =>
        new[] { score.Protocol, score.Accuracies.Count > 1 ? Accuracy(score) : "", Found(score) }.Where(text =>
            text.Length > 0
        );

    internal static string LabelsOf(string labels) => labels == EvaluationScore.AllLabels ? "all labels" : labels;

    private static string Accuracy(EvaluationScore score) => Percent(Spread.Of(score.Accuracies));

    private static string Percent(Spread spread) =>
        spread.Deviation is null ? Say.Fixed(spread.Mean, 2) + " %" : spread + " %";

    /// <summary>What was chosen, and of how many draws the figure is.</summary>
    private static string Found(EvaluationScore score)
    {
        var chosen =
            score.Chosen.Count == 1
                ? $"rate {Say.Number(score.Chosen[0].LearningRate)}, weight decay {Say.Number(score.Chosen[0].WeightDecay)}"
                    + (score.Validation[0] is { } reached ? $", {Say.Percent(reached)} on labels set aside" : "")
            : score.Chosen.Count > 1
                ? $"rates {Range(score.Chosen.Select(setting => setting.LearningRate))}, weight decays {Range(score.Chosen.Select(setting => setting.WeightDecay))}"
            : "";
        var draws =
            score.Accuracies.Count > 1 ? $"{score.Accuracies.Count} draws of {Say.Plural(score.Train, "label")}" : "";
        return string.Join("; ", new[] { draws, chosen }.Where(text => text.Length > 0));
    }

    private static string Range(IEnumerable<double> values) =>
        string.Join(", ", values.Distinct().Order().Select(Say.Number));
}
