using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// How well the neighbors of test images tell their classes, with the protocol that makes the figure comparable.
/// </summary>
/// <param name="Features">
/// Whose features: <see cref="RawPixels"/>, <see cref="UntrainedEncoder"/> or <see cref="TrainedEncoder"/>.
/// </param>
/// <param name="Accuracy">Share of test images classified rightly, in [0, 1].</param>
/// <param name="Protocol">Neighbors and temperature.</param>
/// <param name="Bank">Number of training images in the bank.</param>
/// <param name="Queries">Number of test images.</param>
internal sealed record EncoderScore(string Features, double Accuracy, KnnProtocol Protocol, int Bank, int Queries)
{
    /// <summary>The images themselves in place of features.</summary>
    internal const string RawPixels = "raw pixels";

    /// <summary>The encoder with the random weights that the run's seed gives.</summary>
    internal const string UntrainedEncoder = "untrained encoder";

    /// <summary>The encoder of the run.</summary>
    internal const string TrainedEncoder = "trained encoder";
}
