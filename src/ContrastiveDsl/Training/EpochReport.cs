namespace ContrastiveDsl.Training;

/// <summary>A completed epoch, as its line in <c>metrics.jsonl</c> has it.</summary>
/// <param name="Epoch">Epochs completed, so 1 after the first.</param>
/// <param name="Step">Steps completed in all.</param>
/// <param name="Loss">Mean loss of the epoch's steps.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
/// <param name="ImagesPerSecond">Source images per second of training; views are not counted.</param>
/// <param name="Seconds">Seconds of training in this epoch, since its start or since the run was resumed in it.</param>
public sealed record EpochReport(
    int Epoch,
    long Step,
    double Loss,
    double LearningRate,
    double ImagesPerSecond,
    double Seconds
)
{
    /// <summary>What was scored at its end; none where no score was due.</summary>
    public IReadOnlyList<EpochScore> Scores { get; init; } = [];

    /// <summary>The score by which checkpoints are compared, or null.</summary>
    public EpochScore? Score => Scores.Count > 0 ? Scores[0] : null;
}
