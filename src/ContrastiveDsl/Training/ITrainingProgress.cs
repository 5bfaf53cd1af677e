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

    /// <summary>Something that the user should know, and that does not end the run, such as a full disk.</summary>
    /// <param name="message">One or more sentences.</param>
    void Warned(string message) { }

    /// <summary>Work before the first step goes on, such as filling a memory bank.</summary>
    /// <param name="what">What is being done, in a few words.</param>
    /// <param name="done">Which share of it is done, from 0 to 1.</param>
    void Preparing(string what, double done) { }
}
