using ContrastiveDsl.Training;

namespace ContrastiveDsl.Tests.Training;

internal sealed class RecordingProgress : ITrainingProgress
{
    public List<RunStart> Starts { get; } = [];

    public List<(StepReport Report, double Loss)> Steps { get; } = [];

    public List<EpochReport> Epochs { get; } = [];

    public List<string> Checkpoints { get; } = [];

    public void RunStarted(RunStart start) => Starts.Add(start);

    public Action<StepReport>? OnStep { get; set; }

    public void StepCompleted(StepReport step)
    {
        Steps.Add((step, step.ReadLoss()));
        OnStep?.Invoke(step);
    }

    public void EpochCompleted(EpochReport epoch) => Epochs.Add(epoch);

    public void CheckpointSaved(string folder) => Checkpoints.Add(folder);

    public List<string> Warnings { get; } = [];

    public void Warned(string message) => Warnings.Add(message);
}
