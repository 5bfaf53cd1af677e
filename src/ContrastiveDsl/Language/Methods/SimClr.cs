namespace ContrastiveDsl.Language;

/// <summary>SimCLR: two views of each image attract, all other views of the batch repel.</summary>
internal sealed class SimClr()
    : AttributeMethod<SimClrAttribute>("SimCLR", Reference, static stated => new SimClrModel(stated.SeparateViews))
{
    /// <summary>A simple framework for contrastive learning.</summary>
    internal const string Reference = "Chen et al., 2020, arXiv:2002.05709";

    private static readonly Rule NegativesFromBatch = new(
        "CDSL2005",
        Severity.Error,
        "SimCLR takes negatives from the batch",
        "{0} takes its negatives from the batch and from one network, so [{1}] has no effect. Remove it, or use [MoCo]."
    );

    /// <summary>The normalized temperature-scaled cross entropy.</summary>
    internal static Loss NtXent { get; } =
        new Loss<NtXentLossAttribute>("two batches of projections", ["z0", "z1"], static (type, loss) =>
            new NtXentLossModel(type, loss.Temperature)
        );

    /// <summary>The decoupled contrastive loss.</summary>
    internal static Loss Dcl { get; } =
        new Loss<DclLossAttribute>("two batches of projections", ["z0", "z1"], static (type, loss) =>
            new DclLossModel(type, loss.Temperature, loss.Weighted, loss.Sigma)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [NtXent, Dcl];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [NegativesFromBatch];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override Rule? Refusal(string word) =>
        word == Words.Of<NegativeQueueAttribute>() || word == Words.Of<MomentumEncoderAttribute>()
            ? NegativesFromBatch
            : null;
}

/// <summary>SimCLR's settings.</summary>
/// <param name="SeparateViews">Whether the views are forwarded one after the other.</param>
internal sealed record SimClrModel(bool SeparateViews) : MethodModel<SimClr>
{
    /// <inheritdoc/>
    public override double? ChanceLoss(ExperimentModel experiment) =>
        experiment.Loss.ChanceLoss(NegativesPerAnchor(experiment));

    /// <inheritdoc/>
    public override long JoinedImages(ExperimentModel experiment) => SeparateViews ? 1 : ViewCount;

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => true;

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => 2 * (experiment.Training.BatchSize - 1L);

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        OfBothViews(experiment, count);

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (2L * experiment.Training.BatchSize, 2L * experiment.Training.BatchSize);
}

/// <summary>The normalized temperature-scaled cross entropy.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
internal sealed record NtXentLossModel(TypeName Type, double Temperature) : ContrastiveLossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool ComesInChunks => true;

    /// <inheritdoc/>
    public override bool ContrastsBothBatches => true;
}

/// <summary>The decoupled contrastive loss.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
/// <param name="IsWeighted">Whether pairs are weighted (DCLW).</param>
/// <param name="Sigma">σ of the weights; read only where pairs are weighted.</param>
internal sealed record DclLossModel(TypeName Type, double Temperature, bool IsWeighted, double Sigma)
    : ContrastiveLossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool ContrastsBothBatches => true;

    /// <inheritdoc/>
    public override bool ComesInChunks => true;

    /// <summary>The logarithm of a sum over none.</summary>
    public override string WithoutNegatives => "the loss has no value";

    /// <summary>The positive is not among what the anchor is told from.</summary>
    public override double? ChanceLoss(double negatives) => Math.Log(negatives);

    /// <inheritdoc/>
    public override string Function => IsWeighted ? "WeightedLoss" : base.Function;

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        IsWeighted
            ? [new(nameof(DclLossAttribute.Sigma), Sigma, "σ of the von Mises-Fisher weights of the pairs")]
            : [];

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        if (IsWeighted)
        {
            findings.RequirePositive(MethodRules.Setting, Attribute, nameof(DclLossAttribute.Sigma), Sigma);
        }
    }

    /// <inheritdoc/>
    internal override void CheckUnused(RawAttribute attribute, FindingList findings)
    {
        if (!IsWeighted)
        {
            findings.AddUnused(attribute, "whose pairs are not Weighted", nameof(DclLossAttribute.Sigma));
        }
    }
}
