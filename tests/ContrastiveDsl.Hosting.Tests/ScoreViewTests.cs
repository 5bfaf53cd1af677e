using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class ScoreViewTests
{
    [Theory]
    [InlineData(0.2, 0.35, 0.2875, true)]
    [InlineData(0.2, 0.35, 0.30, false)]
    [InlineData(0.2, 0.35, 0.35, false)]
    [InlineData(0.2, 0.35, 0.36, false)]
    [InlineData(0.5, 0.35, 0.2, true)]
    public void Show_AnEncoderWorseThanUntrained_SaysSo(double pixels, double untrained, double trained, bool isSaid)
    {
        var output = Shown(pixels, untrained, trained);

        output.Contains("worse than the untrained one", StringComparison.Ordinal).Should().Be(isSaid);
        output.Should().NotContain("raw pixels, so", "one advice is enough");
    }

    [Theory]
    [InlineData(0.5, 0.4375, true)]
    [InlineData(0.5, 0.45, false)]
    [InlineData(0.5, 0.5, false)]
    [InlineData(0.5, 0.51, false)]
    public void Show_AnEncoderWorseThanPixels_SaysWhatToDo(double pixels, double trained, bool isSaid) =>
        Shown(pixels, untrained: 0.35, trained)
            .Contains(
                "worse than raw pixels by kNN, so its features are not worth their trouble yet: train longer",
                StringComparison.Ordinal
            )
            .Should()
            .Be(isSaid);

    private static string Shown(double pixels, double untrained, double trained)
    {
        var run = Invocation.With(terminal =>
        {
            ScoreView.Show(
                terminal.Output,
                [
                    Score(EncoderScore.RawPixels, pixels),
                    Score(EncoderScore.UntrainedEncoder, untrained),
                    Score(EncoderScore.TrainedEncoder, trained),
                ]
            );
            return 0;
        });
        return run.Output.ReplaceLineEndings(" ");
    }

    private static EncoderScore Score(string features, double accuracy) =>
        new(features, accuracy, new KnnProtocol(K: 20), Bank: 320, Queries: 80);
}
