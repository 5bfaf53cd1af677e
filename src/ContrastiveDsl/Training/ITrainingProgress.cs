namespace ContrastiveDsl.Training;

/// <summary>Shows how a run goes on. It is called on the thread that trains, so it must return soon.</summary>
public interface ITrainingProgress
{
    /// <summary>The first step is about to be taken.</summary>
    void RunStarted(RunStart start);

    /// <summary>A step is done. Reading its loss waits for the device, so do that only when it is shown.</summary>
    void StepCompleted(StepReport step);

    /// <summary>An epoch is done and its metrics are written.</summary>
    void EpochCompleted(EpochReport epoch);

    /// <summary>A checkpoint is whole on the disk.</summary>
    /// <param name="folder">Its folder.</param>
    void CheckpointSaved(string folder);
}
