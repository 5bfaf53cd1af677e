namespace ContrastiveDsl.Language;

/// <summary>
/// MoCo v3: predictions of each view recognize a momentum network's projections of the other among those of the batch.
/// </summary>
internal sealed class MoCoV3() : AttributeMethod<MoCoV3Attribute>("MoCo v3", Reference, static _ => new MoCoV3Model())
{
    /// <summary>Training self-supervised vision transformers.</summary>
    internal const string Reference = "Chen et al., 2021, arXiv:2104.02057";

    private static readonly Rule QueueUnused = new(
        "CDSL2007",
        Severity.Error,
        "MoCo v3 has no queue",
        "{0} has no queue: its negatives come from the batch. Remove [{1}], or use [MoCo]."
    );

    /// <summary>The contrast of one direction.</summary>
    internal static Loss Contrast { get; } =
        new Loss<MoCoV3LossAttribute>("queries and keys", ["queries", "keys"], static (type, loss) =>
            new MoCoV3LossModel(type, loss.Temperature)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Contrast, SimClr.Dcl];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [QueueUnused];

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [new MomentumFacts("Momentum", new(0.99, 1, MomentumSchedule.Cosine, TargetStart.Copy))];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override Rule? Refusal(string word) => word == Words.Of<NegativeQueueAttribute>() ? QueueUnused : null;
}

/// <summary>MoCo v3's settings.</summary>
internal sealed record MoCoV3Model : MethodModel<MoCoV3>
{
    /// <summary>BYOL's; crops for convolutional networks keep a fifth of the image.</summary>
    public override ViewsPair? Families(EncoderModel encoder) =>
        encoder.Transformer is null
            ? ViewsPair.OfByol with
            {
                First = ViewsPreset.MoCoV3ResNetFirst,
                Second = ViewsPreset.MoCoV3ResNetSecond,
            }
            : ViewsPair.OfByol;

    /// <summary>Two directions.</summary>
    public override double? ChanceLoss(ExperimentModel experiment) =>
        2 * experiment.Loss.ChanceLoss(NegativesPerAnchor(experiment));

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => true;

    /// <summary>
    /// The other keys of the batch; a loss may take the other queries too, whose keys are their negatives in turn.
    /// </summary>
    public override long NegativesPerAnchor(ExperimentModel experiment) =>
        (experiment.Loss.ContrastsBothBatches ? 2 : 1) * (experiment.Training.BatchSize - 1L);

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        experiment.Loss.ContrastsBothBatches
            ? OfBothViews(experiment, count)
            : OfOtherImages(experiment, count, "per query");

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment)
    {
        var side = (experiment.Loss.ContrastsBothBatches ? 2L : 1) * experiment.Training.BatchSize;
        return (side, side);
    }
}

/// <summary>The contrast of MoCo v3, in one direction.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
internal sealed record MoCoV3LossModel(TypeName Type, double Temperature) : ContrastiveLossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool ComesInChunks => true;

    /// <summary>2τ times a cross entropy.</summary>
    public override double? ChanceLoss(double negatives) => 2 * Temperature * base.ChanceLoss(negatives);
}
