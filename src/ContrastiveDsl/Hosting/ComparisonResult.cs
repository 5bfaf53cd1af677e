using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>What a finished run has come to.</summary>
/// <param name="Run">The run.</param>
/// <param name="Protocol">How the scores were taken.</param>
/// <param name="Bank">Training images in the bank.</param>
/// <param name="RawPixels">Accuracy of the pixels, in [0, 1].</param>
/// <param name="Untrained">Accuracy of the encoder before training.</param>
/// <param name="Trained">Accuracy of the encoder after it.</param>
/// <param name="Seconds">Time spent in training.</param>
internal sealed record ComparisonResult(
    ComparedRun Run,
    KnnProtocol Protocol,
    int Bank,
    double RawPixels,
    double Untrained,
    double Trained,
    double Seconds
)
{
    /// <summary>
    /// What <c>evaluate</c> has measured of the trained encoder; null of a run from before that was done.
    /// </summary>
    internal ProbedScores? Probed { get; init; }

    /// <summary>What training has brought, as a share.</summary>
    internal double Gain => Trained - Untrained;

    /// <summary>Reads a run's result from its folder; null as long as its encoder is not scored.</summary>
    internal static ComparisonResult? Read(ComparedRun run, string folder)
    {
        var scores = ScoreLog.Read(folder);
        if (
            Find(scores, EncoderScore.TrainedEncoder) is not { } trained
            || Find(scores, EncoderScore.UntrainedEncoder) is not { } untrained
            || Find(scores, EncoderScore.RawPixels) is not { } pixels
        )
        {
            return null;
        }

        var seconds = MetricsLog.Seconds(folder);
        return new(run, trained.Protocol, trained.Bank, pixels.Accuracy, untrained.Accuracy, trained.Accuracy, seconds)
        {
            Probed = ProbedScores.Read(folder),
        };
    }

    private static EncoderScore? Find(IReadOnlyList<EncoderScore> scores, string features) =>
        scores.LastOrDefault(score => score.Features == features);
}
