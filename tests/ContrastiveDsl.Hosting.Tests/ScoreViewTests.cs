using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class ScoreViewTests
{
    [Theory]
    [InlineData(0.35, 0.2875, true)]
    [InlineData(0.35, 0.30, false)]
    [InlineData(0.35, 0.35, false)]
    [InlineData(0.35, 0.36, false)]
    public void Show_AnEncoderWorseThanUntrained_SaysSo(double untrained, double trained, bool isSaid)
    {
        var run = Invocation.With(terminal =>
        {
            ScoreView.Show(
                terminal.Output,
                [
                    Score(EncoderScore.RawPixels, 0.5),
                    Score(EncoderScore.UntrainedEncoder, untrained),
                    Score(EncoderScore.TrainedEncoder, trained),
                ]
            );
            return 0;
        });

        run.Output.Contains("worse than the untrained one", StringComparison.Ordinal).Should().Be(isSaid);
    }

    private static EncoderScore Score(string features, double accuracy) =>
        new(features, accuracy, new KnnProtocol(K: 20), Bank: 320, Queries: 80);
}
