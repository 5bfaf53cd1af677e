using Spectre.Console;
using Text = Spectre.Console.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Scores side by side, under the protocol they share.</summary>
internal static class ScoreView
{
    internal static void Show(IAnsiConsole console, IReadOnlyList<EncoderScore> scores)
    {
        var shared = scores[0];
        console.Tell(
            $"Accuracy on the test split: {shared.Protocol}, bank of the {Say.Count(shared.Bank)} training images, {Say.Count(shared.Queries)} test images."
        );
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("Features");
        table.AddColumn(new TableColumn("Accuracy").RightAligned());
        foreach (var score in scores)
        {
            table.AddRow(new Text(score.Features), new Text(Say.Percent(score.Accuracy)));
        }

        console.Write(new Unpadded(table));
        if (Warning(scores) is { } warning)
        {
            console.Tell(warning);
            console.WriteLine();
        }
    }

    private static string? Warning(IReadOnlyList<EncoderScore> scores) =>
        IsWorseThan(EncoderScore.UntrainedEncoder, scores)
            ? "The trained encoder is worse than the untrained one, so do not use it yet. Train longer; if that does not help, change the views: two of one image may be matched by something trivial, such as brightness."
        : IsWorseThan(EncoderScore.RawPixels, scores)
            ? "The trained encoder is still worse than raw pixels by kNN, so its features are not worth their trouble yet: train longer, or on more images. evaluate asks linear probes, too."
        : null;

    /// <summary>By more than what so few test images leave open: the standard error of an accuracy, at most.</summary>
    private static bool IsWorseThan(string features, IReadOnlyList<EncoderScore> scores) =>
        Accuracy(scores, EncoderScore.TrainedEncoder)
        < Accuracy(scores, features) - (0.5 / Math.Sqrt(scores[0].Queries));

    private static double? Accuracy(IReadOnlyList<EncoderScore> scores, string features) =>
        scores.FirstOrDefault(score => score.Features == features)?.Accuracy;
}
