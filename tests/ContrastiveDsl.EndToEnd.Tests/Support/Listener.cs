using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>Calls a test back after every step.</summary>
internal sealed class Listener(Action<StepReport> onStep) : ITrainingProgress
{
    public void RunStarted(RunStart start) { }

    public void StepCompleted(StepReport step) => onStep(step);

    public void EpochCompleted(EpochReport epoch) { }

    public void CheckpointSaved(string folder) { }

    public Action<string>? OnWarning { get; init; }

    public void Warned(string message) => OnWarning?.Invoke(message);

    /// <summary>Called with the share that is done of what comes before the first step.</summary>
    public Action<string, double>? OnPreparation { get; init; }

    public void Preparing(string what, double done) => OnPreparation?.Invoke(what, done);
}
