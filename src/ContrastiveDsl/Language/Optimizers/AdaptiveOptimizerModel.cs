namespace ContrastiveDsl.Language;

/// <summary>The settings of an optimizer that divides steps by the root of the mean of squared gradients.</summary>
internal abstract record AdaptiveOptimizerModel : OptimizerModel
{
    /// <summary>The second moment is forgotten before the first.</summary>
    internal static readonly Rule BetasSwapped = new(
        "CDSL4027",
        Severity.Warning,
        "Squares are forgotten before gradients",
        "Beta1 = {0} remembers gradients for longer than Beta2 = {1} remembers their squares, so that steps can become arbitrarily long. Swap them, or use 0.9 and 0.999."
    );

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
    internal override bool Check(FindingList findings)
    {
        RequireDecay(findings, nameof(AdaptiveOptimizerAttribute.Beta1), Beta1);
        RequireDecay(findings, nameof(AdaptiveOptimizerAttribute.Beta2), Beta2);
        RequirePositive(findings, nameof(AdaptiveOptimizerAttribute.Epsilon), Epsilon);
        CheckComplement(findings, nameof(AdaptiveOptimizerAttribute.Beta1), Beta1);
        CheckComplement(findings, nameof(AdaptiveOptimizerAttribute.Beta2), Beta2);

        // The proof of convergence asks for β1 < √β2 (Reddi et al., 2019, arXiv:1904.09237).
        if (Beta1 < 1 && Beta2 >= 0.5 && Beta1 * Beta1 > Beta2)
        {
            findings.AddConflict(
                BetasSwapped,
                findings.At(Attribute, nameof(AdaptiveOptimizerAttribute.Beta1)),
                findings.At(Attribute, nameof(AdaptiveOptimizerAttribute.Beta2)),
                Text.Of(Beta1),
                Text.Of(Beta2)
            );
            findings.Offer(
                Edit.Set(findings.At(Attribute, nameof(AdaptiveOptimizerAttribute.Beta1)), Text.Of(Beta2)),
                Edit.Set(findings.At(Attribute, nameof(AdaptiveOptimizerAttribute.Beta2)), Text.Of(Beta1))
            );
        }

        return true;
    }

    private void RequireDecay(FindingList findings, string setting, double value) =>
        Require(findings, value is >= 0 and < 1, setting, "at least 0 and less than 1", value);
}
