namespace ContrastiveDsl.Language;

/// <summary>The settings of an optimizer whose velocity keeps a share of itself.</summary>
internal abstract record MomentumOptimizerModel : OptimizerModel
{
    /// <summary>The settings that all such optimizers have.</summary>
    /// <param name="stated">The attribute that states them.</param>
    private protected MomentumOptimizerModel(MomentumOptimizerAttribute stated)
        : base(stated)
    {
        Momentum = stated.Momentum;
        Nesterov = stated.Nesterov;
    }

    /// <inheritdoc cref="MomentumOptimizerAttribute.Momentum"/>
    public double Momentum { get; init; }

    /// <inheritdoc cref="MomentumOptimizerAttribute.Nesterov"/>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> Memory =>
        [new(nameof(Momentum), Momentum, "Momentum of the velocity")];

    /// <inheritdoc/>
    private protected override IEnumerable<SettingChoice> OwnChoices => Nesterov ? [new("nesterov", Nesterov)] : None;

    /// <inheritdoc/>
    private protected override string DescribeOwn(Func<double, string> number) =>
        "momentum " + number(Momentum) + (Nesterov ? " (Nesterov)" : string.Empty);

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        if (!(Momentum is >= 0 and < 1))
        {
            var hint = Momentum is >= 1 and < 10 ? " Did you mean 0.9?" : string.Empty;
            findings.Add(
                OptimizerRules.Momentum,
                findings.At(Attribute, nameof(MomentumOptimizerAttribute.Momentum)),
                Text.Of(Momentum),
                hint
            );
        }
        else if (Nesterov && Momentum.Equals(0.0))
        {
            findings.AddConflict(
                OptimizerRules.NesterovWithoutMomentum,
                findings.At(Attribute, nameof(MomentumOptimizerAttribute.Nesterov)),
                findings.At(Attribute, nameof(MomentumOptimizerAttribute.Momentum))
            );
        }
    }
}
