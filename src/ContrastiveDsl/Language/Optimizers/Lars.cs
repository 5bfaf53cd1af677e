namespace ContrastiveDsl.Language;

/// <summary>LARS: each weight's step is scaled by its norm over its gradient's.</summary>
internal sealed class LarsOptimizer() : Optimizer<LarsAttribute>("LARS", static stated => new LarsModel(stated))
{
    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(0.02, 0.2, 1.5, 50) { FollowBatch = true };

    /// <inheritdoc/>
    public override UsualDecays UsualDecays { get; } = new(0.01, "0.000001 to 0.0005");
}

/// <summary>The settings of LARS.</summary>
internal sealed record LarsModel : MomentumOptimizerModel
{
    /// <summary>Below it LARS is of little use: the smallest batch of a paper's row with it is twice this.</summary>
    private const int MinimumBatch = 256;

    /// <summary>The settings of an attribute.</summary>
    /// <param name="stated">The attribute.</param>
    public LarsModel(LarsAttribute stated)
        : base(stated)
    {
        TrustCoefficient = stated.TrustCoefficient;
        Dialect = stated.Dialect;
        ClipLearningRate = stated.ClipLearningRate;
    }

    /// <inheritdoc cref="LarsAttribute.TrustCoefficient"/>
    public double TrustCoefficient { get; init; }

    /// <inheritdoc cref="LarsAttribute.Dialect"/>
    public LarsDialect Dialect { get; init; }

    /// <inheritdoc cref="LarsAttribute.ClipLearningRate"/>
    public bool ClipLearningRate { get; init; }

    /// <inheritdoc/>
    public override Optimizer Facts => OptimizerCatalogue.Of<LarsOptimizer>();

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [new(nameof(TrustCoefficient), TrustCoefficient, "Trust coefficient of the layer-wise rates")];

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
        + (ClipLearningRate ? ", clipped at the learning rate" : string.Empty);

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        base.Check(findings);
        RequirePositive(findings, nameof(LarsAttribute.TrustCoefficient), TrustCoefficient);
    }

    /// <inheritdoc/>
    internal override void CheckBatch(int batchSize, FindingList findings)
    {
        if (batchSize < MinimumBatch)
        {
            findings.Add(OptimizerRules.SmallLarsBatch, findings.At(Attribute), Text.Of(batchSize));
        }
    }
}
