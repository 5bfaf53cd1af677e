namespace ContrastiveDsl.Language;

/// <summary>
/// MoCo v3: predictions of each view recognise a momentum network's projections of the other among those of the batch.
/// </summary>
internal sealed class MoCoV3()
    : Method<MoCoV3Attribute>("MoCo v3", "Chen et al., 2021, arXiv:2104.02057", static _ => new MoCoV3Model())
{
    private static readonly Rule QueueUnused = new(
        "CDSL2007",
        Severity.Error,
        "MoCo v3 has no queue",
        "{0} has no queue: its negatives come from the batch. Remove [{1}], or use [MoCo]."
    );

    /// <summary>The contrast of one direction.</summary>
    internal static Loss Contrast { get; } =
        new Loss<MoCoV3LossAttribute>("queries and keys", ["queries", "keys"], static (type, loss) =>
            new LossModel(type, loss.Temperature)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Contrast, SimClr.Dcl];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [QueueUnused];

    /// <inheritdoc/>
    public override MomentumFacts? Momentum { get; } =
        new("Momentum", new(0.99, 1, MomentumSchedule.Cosine, TargetStart.Copy));

    /// <inheritdoc/>
    public override Rule? Refusal(string word) => word == Words.Of<NegativeQueueAttribute>() ? QueueUnused : null;
}

/// <summary>MoCo v3's settings.</summary>
internal sealed record MoCoV3Model : MethodModel<MoCoV3>
{
    /// <summary>Two directions, each 2τ times a cross entropy; or two of DCL's.</summary>
    public override double? Chance(ExperimentModel experiment) =>
        IsDecoupled(experiment)
            ? 2 * Math.Log(NegativesPerAnchor(experiment))
            : 4 * experiment.Loss.Temperature * Math.Log(NegativesPerAnchor(experiment) + 1);

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => true;

    /// <summary>
    /// The other keys of the batch; DCL takes the other queries too, whose keys are then their negatives in turn.
    /// </summary>
    public override long NegativesPerAnchor(ExperimentModel experiment) =>
        (IsDecoupled(experiment) ? 2 : 1) * (experiment.Training.BatchSize - 1L);

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        IsDecoupled(experiment) ? OfBothViews(experiment, count) : OfOtherImages(experiment, count, "per query");

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment)
    {
        var side = (IsDecoupled(experiment) ? 2L : 1) * experiment.Training.BatchSize;
        return (side, side);
    }

    /// <summary>Whether the loss is DCL.</summary>
    internal static bool IsDecoupled(ExperimentModel experiment) => experiment.Loss is DclLossModel;
}
