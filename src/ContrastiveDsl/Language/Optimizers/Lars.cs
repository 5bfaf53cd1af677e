namespace ContrastiveDsl.Language;

/// <summary>LARS: each weight's step is scaled by its norm over its gradient's.</summary>
internal sealed class LarsOptimizer() : Optimizer<LarsAttribute>("LARS", static stated => new LarsModel(stated))
{
    /// <summary>Below it LARS is of little use: the smallest batch of a paper's row with it is twice this.</summary>
    internal const int MinimumBatch = 256;

    /// <summary>LARS where it is of no use.</summary>
    internal static readonly Rule SmallBatch = new(
        "CDSL4029",
        Severity.Info,
        "LARS is for large batches",
        "LARS is made for batches of thousands of images. At {0}, fewer than "
            + Text.Of(MinimumBatch)
            + ", SGD does as well, with less to choose. Use [Sgd(LearningRate = 0.03, Scaling = LearningRateScaling.Linear)], or a larger batch."
    );

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } =
    [MomentumOptimizerModel.MomentumRange, MomentumOptimizerModel.NesterovWithoutMomentum, SmallBatch];

    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(0.02, 0.2, 1.5, 50) { FollowBatch = true };

    /// <inheritdoc/>
    public override UsualDecays UsualDecays { get; } = new(0.01, "0.000001 to 0.0005");
}

/// <summary>The settings of LARS.</summary>
internal sealed record LarsModel : MomentumOptimizerModel
{
    /// <summary>The settings of an attribute.</summary>
    /// <param name="stated">The attribute.</param>
    public LarsModel(LarsAttribute stated)
        : base(stated)
    {
        TrustCoefficient = stated.TrustCoefficient;
        BiasRate = stated.BiasRate;
        Dialect = stated.Dialect;
        ClipLearningRate = stated.ClipLearningRate;
    }

    /// <inheritdoc cref="LarsAttribute.TrustCoefficient"/>
    public double TrustCoefficient { get; init; }

    /// <inheritdoc cref="LarsAttribute.BiasRate"/>
    public double BiasRate { get; init; }

    /// <inheritdoc cref="LarsAttribute.Dialect"/>
    public LarsDialect Dialect { get; init; }

    /// <inheritdoc cref="LarsAttribute.ClipLearningRate"/>
    public bool ClipLearningRate { get; init; }

    /// <inheritdoc/>
    public override Optimizer Facts => OptimizerCatalogue.Of<LarsOptimizer>();

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(nameof(TrustCoefficient), TrustCoefficient, "Trust coefficient of the layer-wise rates"),
            .. HasBiasRate
                ? [new(nameof(BiasRate), BiasRate, "Rate of biases and normalization as a share of the weights'")]
                : Array.Empty<SettingConstant>(),
        ];

    private bool HasBiasRate => !BiasRate.Equals(1.0);

    /// <inheritdoc/>
    private protected override IEnumerable<SettingChoice> OwnChoices =>
        [
            new("dialect", Dialect),
            .. base.OwnChoices,
            .. ClipLearningRate ? [new("clipLearningRate", ClipLearningRate)] : None,
        ];

    /// <inheritdoc/>
    private protected override string DescribeOwn(Func<double, string> number) =>
        base.DescribeOwn(number)
        + ", trust coefficient "
        + number(TrustCoefficient)
        + ", ratio by "
        + Dialect
        + (HasBiasRate ? ", biases and norms at " + number(BiasRate) + " of the rate" : string.Empty)
        + (ClipLearningRate ? ", clipped at the learning rate" : string.Empty);

    /// <inheritdoc/>
    internal override bool Check(FindingList findings)
    {
        var isSound = base.Check(findings);
        RequirePositive(findings, nameof(LarsAttribute.TrustCoefficient), TrustCoefficient);
        RequirePositive(findings, nameof(LarsAttribute.BiasRate), BiasRate);
        return isSound;
    }

    /// <inheritdoc/>
    internal override void CheckBatch(int batchSize, FindingList findings)
    {
        if (batchSize < LarsOptimizer.MinimumBatch)
        {
            findings.Add(LarsOptimizer.SmallBatch, findings.At(Attribute), Text.Of(batchSize));
        }
    }
}
