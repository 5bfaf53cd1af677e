namespace ContrastiveDsl.Language;

/// <summary>
/// Instance discrimination: a view recognizes its image's entry in a memory bank among those of others.
/// </summary>
internal sealed class InstanceDiscrimination()
    : AttributeMethod<InstanceDiscriminationAttribute>(
        "Instance discrimination",
        Reference,
        static _ => new InstanceDiscriminationModel()
    )
{
    /// <summary>Unsupervised feature learning via non-parametric instance discrimination.</summary>
    internal const string Reference = "Wu et al., 2018, arXiv:1805.01978";

    /// <summary>Noise-contrastive estimation against the bank.</summary>
    internal static Loss Nce { get; } =
        new Loss<NceLossAttribute>(
            "similarities to a memory bank and the level of noise",
            ["positives", "negatives", "noise"],
            static (type, loss) => new NceLossModel(type, loss.Temperature, loss.Partition)
        );

    /// <summary>InfoNCE with the bank.</summary>
    internal static Loss MemorySoftmax { get; } =
        new Loss<MemorySoftmaxLossAttribute>(
            "similarities to a memory bank",
            ["positives", "negatives"],
            static (type, loss) => new ContrastiveLossModel(type, loss.Temperature)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Nce, MemorySoftmax];

    /// <inheritdoc/>
    public override Loss CustomLoss => MemorySoftmax;

    /// <inheritdoc/>
    public override int ViewCount => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } = [MemoryFacts.Bank];

    /// <summary>
    /// The loss is a mean over images, but the level of its noise is estimated from the whole first batch.
    /// </summary>
    public override bool CachesGradients => true;
}

/// <summary>Instance discrimination's settings.</summary>
internal sealed record InstanceDiscriminationModel : BankMethodModel<InstanceDiscrimination>;

/// <summary>Noise-contrastive estimation.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
/// <param name="Partition">Z, or 0 where it is estimated.</param>
internal sealed record NceLossModel(TypeName Type, double Temperature, double Partition)
    : ContrastiveLossModel(Type, Temperature)
{
    /// <summary>
    /// Each entry is told apart from noise: K noisy entries have theirs on top, if Z is that of the embeddings; a given
    /// Z may be any.
    /// </summary>
    public override double? ChanceLoss(double negatives) =>
        StatesPartition ? null : base.ChanceLoss(negatives) + (negatives * Math.Log(1 + (1 / negatives)));

    /// <inheritdoc/>
    public override bool NeedsNoise => true;

    /// <inheritdoc/>
    public override bool StatesPartition => Partition > 0;

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(
                nameof(NceLossAttribute.Partition),
                Partition,
                "Partition function Z, or 0 where the first batch gives it"
            )
            {
                IsArgument = false,
            },
        ];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "NCE, temperature "
        + number(Temperature)
        + ", Z "
        + (Partition > 0 ? number(Partition) : "from the first batch");

    /// <inheritdoc/>
    internal override void Check(FindingList findings) =>
        RequireSetting(
            findings,
            Partition is >= 0 and < double.PositiveInfinity,
            nameof(NceLossAttribute.Partition),
            "greater than 0, or 0 for an estimate",
            Partition
        );
}
