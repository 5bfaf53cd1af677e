using ContrastiveDsl.Training;

namespace ContrastiveDsl.Records;

/// <summary>Several listeners in place of one, told in their order.</summary>
/// <param name="listeners">The listeners.</param>
public sealed class ProgressListeners(params IReadOnlyList<ITrainingProgress> listeners) : ITrainingProgress
{
    /// <inheritdoc/>
    public void RunStarted(RunStart start)
    {
        foreach (var listener in listeners)
        {
            listener.RunStarted(start);
        }
    }

    /// <inheritdoc/>
    public void StepCompleted(StepReport step)
    {
        foreach (var listener in listeners)
        {
            listener.StepCompleted(step);
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        foreach (var listener in listeners)
        {
            listener.EpochCompleted(epoch);
        }
    }

    /// <inheritdoc/>
    public void CheckpointSaved(string folder)
    {
        foreach (var listener in listeners)
        {
            listener.CheckpointSaved(folder);
        }
    }

    /// <inheritdoc/>
    public void Warned(string message)
    {
        foreach (var listener in listeners)
        {
            listener.Warned(message);
        }
    }

    /// <inheritdoc/>
    public void Preparing(string what, double done)
    {
        foreach (var listener in listeners)
        {
            listener.Preparing(what, done);
        }
    }
}
