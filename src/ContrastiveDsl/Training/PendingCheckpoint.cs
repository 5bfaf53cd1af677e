using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>A snapshot on its way to the disk.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Snapshot">The state.</param>
/// <param name="Best">The best checkpoint of the run, should this one become durable.</param>
/// <param name="BeforeDecay">The step of the checkpoint from which the run can be made longer, if any.</param>
/// <param name="Metrics">The file of metrics.</param>
/// <param name="MetricsLength">Bytes of it that belong to the steps before this checkpoint.</param>
internal sealed record PendingCheckpoint(
    long Step,
    StateSnapshot Snapshot,
    BestCheckpoint? Best,
    long? BeforeDecay,
    MetricsLog Metrics,
    long MetricsLength
)
{
    /// <summary>All numbers of the checkpoint, those that name the metrics before it too.</summary>
    internal IReadOnlyDictionary<string, StateNumber> Numbers()
    {
        Metrics.Flush();
        return new Dictionary<string, StateNumber>(Snapshot.Numbers, StringComparer.Ordinal)
        {
            [MetricsLog.LengthKey] = new(MetricsLength),
            [MetricsLog.HashKey] = new(Metrics.HashOfStart(MetricsLength)),
        };
    }
}
