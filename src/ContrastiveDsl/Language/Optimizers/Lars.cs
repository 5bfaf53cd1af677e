namespace ContrastiveDsl.Language;

/// <summary>LARS: each weight's step is scaled by its norm over its gradient's.</summary>
internal sealed class LarsOptimizer() : Optimizer<LarsAttribute>("LARS", static stated => new LarsModel(stated))
{
    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(50, "0.2 to 10");
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
}
