namespace ContrastiveDsl.Language;

/// <summary>The settings of an optimizer whose velocity keeps a share of itself.</summary>
internal abstract record MomentumOptimizerModel : OptimizerModel
{
    /// <summary>Momentum outside [0, 1).</summary>
    internal static readonly Rule MomentumRange = new(
        "CDSL4002",
        Severity.Error,
        "Momentum is out of range",
        "Momentum must be at least 0 and less than 1; it is {0}.{1}"
    )
    {
        Value = 0,
    };

    /// <summary>Nesterov has nothing to look ahead with.</summary>
    internal static readonly Rule NesterovWithoutMomentum = new(
        "CDSL4003",
        Severity.Error,
        "Nesterov without momentum",
        "Nesterov looks ahead along the momentum, but Momentum is 0. Set Momentum = 0.9, or remove Nesterov."
    );

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
    internal override bool Check(FindingList findings)
    {
        var isSound = Momentum is >= 0 and < 1;
        var momentum = findings.At(Attribute, nameof(MomentumOptimizerAttribute.Momentum));
        if (!isSound)
        {
            var hint = Momentum is >= 1 and < 10 ? " Did you mean 0.9?" : string.Empty;
            findings.Add(MomentumRange, momentum, Text.Of(Momentum), hint);
            findings.Offer(Edit.Set(momentum, "0.9"));
        }
        else if (Momentum > 0)
        {
            CheckComplement(findings, nameof(MomentumOptimizerAttribute.Momentum), Momentum);
        }
        else if (Nesterov)
        {
            findings.AddConflict(
                NesterovWithoutMomentum,
                findings.At(Attribute, nameof(MomentumOptimizerAttribute.Nesterov)),
                momentum
            );
            findings.Offer(Edit.Set(momentum, "0.9"));
            findings.Offer(Edit.Remove(findings.At(Attribute, nameof(MomentumOptimizerAttribute.Nesterov))));
        }

        return isSound;
    }
}
