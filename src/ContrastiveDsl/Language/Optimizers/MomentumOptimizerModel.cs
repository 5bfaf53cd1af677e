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
        var momentum = findings.At(Attribute, nameof(MomentumOptimizerAttribute.Momentum));
        if (!(Momentum is >= 0 and < 1))
        {
            var hint = Momentum is >= 1 and < 10 ? " Did you mean 0.9?" : string.Empty;
            findings.Add(OptimizerRules.Momentum, momentum, Text.Of(Momentum), hint);
            findings.Offer(Edit.Set(momentum, "0.9"));
        }
        else if (Momentum > 0)
        {
            CheckComplement(findings, nameof(MomentumOptimizerAttribute.Momentum), Momentum);
        }
        else if (Nesterov)
        {
            findings.AddConflict(
                OptimizerRules.NesterovWithoutMomentum,
                findings.At(Attribute, nameof(MomentumOptimizerAttribute.Nesterov)),
                momentum
            );
            findings.Offer(Edit.Set(momentum, "0.9"));
            findings.Offer(Edit.Remove(findings.At(Attribute, nameof(MomentumOptimizerAttribute.Nesterov))));
        }
    }
}
