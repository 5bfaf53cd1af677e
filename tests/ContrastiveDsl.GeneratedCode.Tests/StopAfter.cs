using ContrastiveDsl.Training;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>Asks a run to stop after a number of steps, as a signal would.</summary>
/// <param name="steps">The number of steps.</param>
internal sealed class StopAfter(int steps) : ITrainingProgress
{
    /// <summary>The run.</summary>
    public TrainingRun? Run { get; set; }

    /// <inheritdoc/>
    public void RunStarted(RunStart start) { }

    /// <inheritdoc/>
    public void StepCompleted(StepReport step)
    {
        if (step.Position.Step == steps)
        {
            Run!.RequestStop();
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch) { }

    /// <inheritdoc/>
    public void CheckpointSaved(string folder) { }
}
