namespace ContrastiveDsl.Language;

/// <summary>Random loss of the lower bits.</summary>
internal sealed record PosterizeStep(int Bits, double Probability) : TransformStep
{
    /// <summary>The step that an attribute states.</summary>
    internal static PosterizeStep Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<PosterizeAttribute>();
        return new PosterizeStep(stated.Bits, stated.Probability);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StepSetting> Settings =>
        [new(nameof(Bits), Bits) { IsWhole = true }, new(nameof(Probability), Probability)];

    public override int Draws => 1;

    public override bool IsRandom => Bits < PosterizeAttribute.AllBits && Probability is > 0 and < 1;

    public override bool NeedsPixelValues => true;

    public override (string Reason, string Instead)? Inertia =>
        Never(Bits == PosterizeAttribute.AllBits, "8 bits are all that a pixel has", "Set Bits = 4", Probability);

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Kind + " to " + Text.Count(Bits, "bit") + WithProbability(number, Probability);

    internal override void Check(FindingList findings)
    {
        findings.RequireSize(Attribute, nameof(PosterizeAttribute.Bits), Bits, maximum: PosterizeAttribute.AllBits);
        RequireProbability(findings, nameof(PosterizeAttribute.Probability), Probability);
    }
}

/// <summary>Random sharpness, less or more.</summary>
internal sealed record SharpnessStep(double MinFactor, double MaxFactor, double Probability) : TransformStep
{
    /// <summary>The step that an attribute states.</summary>
    internal static SharpnessStep Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<SharpnessAttribute>();
        return new SharpnessStep(stated.MinFactor, stated.MaxFactor, stated.Probability);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StepSetting> Settings =>
        [new(nameof(MinFactor), MinFactor), new(nameof(MaxFactor), MaxFactor), new(nameof(Probability), Probability)];

    public override int Draws => 2;

    public override bool IsRandom => Inertia is null && Probability > 0 && (Probability < 1 || MinFactor < MaxFactor);

    public override bool NeedsPixelValues => true;

    public override (string Reason, string Instead)? Inertia =>
        Never(
            this is { MinFactor: 1, MaxFactor: 1 },
            "a factor of 1 leaves the sharpness as it is",
            "Set MaxFactor = 1.9",
            Probability
        );

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Kind + " by " + Range(number, MinFactor, MaxFactor) + WithProbability(number, Probability);

    internal override void Check(FindingList findings)
    {
        RequireRange(
            findings,
            DataRules.SharpnessRange,
            (nameof(SharpnessAttribute.MinFactor), MinFactor),
            (nameof(SharpnessAttribute.MaxFactor), MaxFactor),
            SharpnessAttribute.HighestFactor,
            takesZero: true
        );
        RequireProbability(findings, nameof(SharpnessAttribute.Probability), Probability);
    }
}

/// <summary>Random stretching of each channel over all values.</summary>
internal sealed record AutoContrastStep(double Probability) : ChanceStep(Probability)
{
    /// <summary>The step that an attribute states.</summary>
    internal static AutoContrastStep Of(RawAttribute attribute) =>
        new(attribute.Bind<AutoContrastAttribute>().Probability);

    public override bool NeedsPixelValues => true;
}

/// <summary>Bits, sharpness, inversion and stretching by one chance.</summary>
internal sealed record RandomPhotometricStep(double Probability) : ChanceStep(Probability)
{
    /// <summary>The step that an attribute states.</summary>
    internal static RandomPhotometricStep Of(RawAttribute attribute) =>
        new(attribute.Bind<RandomPhotometricAttribute>().Probability);

    public override int Draws => 4;

    public override bool IsRandom => Probability > 0;

    public override bool NeedsPixelValues => true;
}
