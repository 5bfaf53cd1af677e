namespace ContrastiveDsl.Training;

/// <summary>What the folder of a run says of it, in <c>settings.json</c>.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Settings">The resolved settings; their output is the folder that was read.</param>
/// <param name="Id">What tells the run from every other.</param>
/// <param name="Fingerprint">What the bits of the run depend on besides its settings.</param>
/// <param name="Changes">What changed since it began, in the order of the changes.</param>
internal sealed record RunRecord(
    string Experiment,
    RunSettings Settings,
    long Id,
    RunFingerprint Fingerprint,
    IReadOnlyList<RunChange> Changes
)
{
    /// <summary>
    /// The checkpoint to go on from, where it is not the latest because the run is made longer; the file does not have
    /// it.
    /// </summary>
    public string? GoesOnFrom { get; init; }
}
