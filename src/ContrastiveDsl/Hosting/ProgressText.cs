using System.Globalization;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    /// <summary>A completed epoch: <c>epoch 1/5  loss 4.1234  lr 0.00400  512 images/s  37 s</c>, and scores.</summary>
    internal static string Epoch(EpochReport epoch, int epochs) =>
        $"epoch {epoch.Epoch}/{epochs}  loss {Say.Fixed(epoch.Loss, 4)}  lr {Rate(epoch.LearningRate)}  {Speed(epoch.ImagesPerSecond)}  "
        + Say.Duration(TimeSpan.FromSeconds(epoch.Seconds))
        + Scores(epoch.Scores);

    /// <summary>
    /// Scores on images set aside: <c>  kNN 71.20 %  linear 74.00 %</c>; nothing where there are none.
    /// </summary>
    internal static string Scores(IReadOnlyList<EpochScore> scores) =>
        string.Concat(
            scores.Select(score => $"  {EpochScore.InWords(score.Evaluation)} {Say.Percent(score.Accuracy)}")
        );

    /// <summary>
    /// A step under way: <c>epoch 2/5  step 42/78  loss 4.1234  deviation 0.71  512 images/s  2 min 5 s left</c>.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="left">The time left, if it can be told.</param>
    /// <param name="score">The latest score, if any.</param>
    /// <param name="room">
    /// Characters that there are: where they do not suffice, the score is left out, then the deviation, then the speed.
    /// </param>
    internal static string Step(
        StepReport step,
        double loss,
        TimeSpan? left,
        EpochScore? score = null,
        int room = int.MaxValue
    )
    {
        // The last step of an epoch leaves the position at its end, so the epoch under way is always the next to
        // complete.
        var epoch = Math.Min(step.Position.Epoch + 1, step.Epochs);
        var begin =
            $"epoch {epoch}/{step.Epochs}  step {step.Position.StepInEpoch}/{step.StepsPerEpoch}  loss {Say.Fixed(loss, 4)}";
        var (deviation, speed) = (Deviation(step), "  " + Speed(step.ImagesPerSecond));
        var end = left is { } time ? $"  {Say.Duration(time)} left" : "";
        string[] lines =
        [
            begin + deviation + speed + (score is null ? "" : Scores([score])) + end,
            begin + deviation + speed + end,
            begin + speed + end,
            begin + end,
        ];
        return Array.Find(lines, line => line.Length <= room) ?? lines[^1];
    }

    /// <summary>A text in lines of at most so many characters, broken between words where it can be.</summary>
    internal static IEnumerable<string> Lines(string text, int width)
    {
        while (text.Length > width)
        {
            // Two spaces divide what belongs together.
            int[] ends = [text.LastIndexOf("  ", width, StringComparison.Ordinal), text.LastIndexOf(' ', width), width];
            var end = Array.Find(ends, end => end > 0 && text[..end].Trim().Length > 0);
            yield return text[..end].TrimEnd();
            text = "  " + text[end..].TrimStart();
        }

        yield return text;
    }

    /// <summary>A learning rate with three significant digits.</summary>
    internal static string Rate(double rate) =>
        rate is 0 or >= 1e-3 ? Say.Fixed(rate, 5) : rate.ToString("0.00e-0", CultureInfo.InvariantCulture);

    /// <summary>
    /// How far embeddings lie apart, 1 at best, once it was measured: what a loss without negatives does not say.
    /// </summary>
    private static string Deviation(StepReport step) =>
        step.Figures is { } figures ? $"  deviation {Say.Fixed(figures.Deviation, 2)}" : "";

    private static string Speed(double imagesPerSecond) => Say.Fixed(imagesPerSecond, 0) + " images/s";
}
