using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Training;

/// <summary>A completed step.</summary>
/// <param name="Position">The position after the step.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="LearningRate">The rate the step was taken with.</param>
/// <param name="ImagesPerSecond">
/// Source images per second since the epoch began, or since the run was resumed in it; views are not counted.
/// </param>
/// <param name="ReadLoss">Reads the step's loss, which waits for the device. To be called before the next step.</param>
public readonly record struct StepReport(
    RunPosition Position,
    int StepsPerEpoch,
    int Epochs,
    double LearningRate,
    double ImagesPerSecond,
    Func<double> ReadLoss
)
{
    /// <summary>The latest figures of the embeddings that have arrived; null before the first.</summary>
    public EmbeddingFigures? Figures { get; init; }
}
