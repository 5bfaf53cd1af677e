namespace ContrastiveDsl.Language;

/// <summary>The settings of an optimizer that divides steps by the root of the mean of squared gradients.</summary>
internal abstract record AdaptiveOptimizerModel : OptimizerModel
{
    /// <summary>The settings that all such optimizers have.</summary>
    /// <param name="stated">The attribute that states them.</param>
    private protected AdaptiveOptimizerModel(AdaptiveOptimizerAttribute stated)
        : base(stated)
    {
        Beta1 = stated.Beta1;
        Beta2 = stated.Beta2;
        Epsilon = stated.Epsilon;
    }

    /// <inheritdoc cref="AdaptiveOptimizerAttribute.Beta1"/>
    public double Beta1 { get; init; }

    /// <inheritdoc cref="AdaptiveOptimizerAttribute.Beta2"/>
    public double Beta2 { get; init; }

    /// <inheritdoc cref="AdaptiveOptimizerAttribute.Epsilon"/>
    public double Epsilon { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> Memory =>
        [
            new(nameof(Beta1), Beta1, "β1, exponential decay rate of the first moment"),
            new(nameof(Beta2), Beta2, "β2, exponential decay rate of the second moment"),
            new(nameof(Epsilon), Epsilon, "ε, added to the denominator"),
        ];

    /// <inheritdoc/>
    private protected override string DescribeOwn(Func<double, string> number) =>
        "betas " + number(Beta1) + " and " + number(Beta2) + ", epsilon " + number(Epsilon);

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        RequireDecay(findings, nameof(AdaptiveOptimizerAttribute.Beta1), Beta1);
        RequireDecay(findings, nameof(AdaptiveOptimizerAttribute.Beta2), Beta2);
        RequirePositive(findings, nameof(AdaptiveOptimizerAttribute.Epsilon), Epsilon);
    }

    private void RequireDecay(FindingList findings, string setting, double value) =>
        findings.Require(
            value is >= 0 and < 1,
            OptimizerRules.Setting,
            Attribute,
            setting,
            "at least 0 and less than 1",
            value
        );
}
