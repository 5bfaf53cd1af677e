namespace ContrastiveDsl.Training;

/// <summary>A run at its start, or where it goes on.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Settings">The resolved settings.</param>
/// <param name="Position">Where it starts; not at zero when it was resumed.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
public sealed record RunStart(string Experiment, RunSettings Settings, RunPosition Position, int StepsPerEpoch)
{
    /// <summary>Steps of the whole run.</summary>
    public long TotalSteps => (long)Settings.Epochs * StepsPerEpoch;
}
