using ContrastiveDsl.Training;

namespace ContrastiveDsl.Records;

/// <summary>
/// Tells an <see cref="IProgress{T}"/> how a run stands: at its steps, but not too often, and at its end.
/// </summary>
/// <param name="observer">Who is told; it may keep what it is told, and look at it on any thread.</param>
/// <param name="interval">
/// The time between two reports; a second if none is given. Each waits for the device once.
/// </param>
/// <param name="time">The clock; that of the system if none is given.</param>
public sealed class ObservedProgress(
    IProgress<TrainingStatus> observer,
    TimeSpan? interval = null,
    TimeProvider? time = null
) : ITrainingProgress
{
    private readonly Pace pace = new(interval ?? TimeSpan.FromSeconds(1), time ?? TimeProvider.System);
    private string experiment = "";
    private long total;

    /// <inheritdoc/>
    public void RunStarted(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        (experiment, total) = (start.Experiment, start.TotalSteps);
        pace.Restart();
    }

    /// <inheritdoc/>
    public void StepCompleted(StepReport step)
    {
        if (step.Position.Step < total && !pace.IsDue())
        {
            return;
        }

        observer.Report(
            new TrainingStatus(
                experiment,
                (int)(step.Position.Step / step.StepsPerEpoch),
                step.Epochs,
                step.Position.Step,
                total,
                step.ReadLoss(),
                step.LearningRate,
                step.ImagesPerSecond
            )
        );
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch) { }

    /// <inheritdoc/>
    public void CheckpointSaved(string folder) { }
}
