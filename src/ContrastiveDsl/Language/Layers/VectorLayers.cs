namespace ContrastiveDsl.Language;

/// <summary>A linear layer.</summary>
internal sealed record LinearLayer(int Features, bool Bias) : Layer
{
    /// <summary>The layer that an attribute states.</summary>
    internal static LinearLayer Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<LinearAttribute>();
        return new LinearLayer(stated.Features, stated.Bias);
    }

    /// <inheritdoc/>
    public override bool StatesWidth => true;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind + " " + Text.Of(Features) + (Bias ? string.Empty : ", no bias");

    /// <inheritdoc/>
    public override bool IsLinear => true;

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Vector;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(Features);

    /// <inheritdoc/>
    public override bool Multiplies(FeatureShape input) => true;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => ((long)input.Channels * Features) + (Bias ? Features : 0);

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings) =>
        findings.RequireSize(attribute, nameof(LinearAttribute.Features), Features);
}

/// <summary>Sets activations to zero at random while training.</summary>
internal sealed record DropoutLayer(double Probability) : Layer
{
    /// <summary>The layer that an attribute states.</summary>
    internal static DropoutLayer Of(RawAttribute attribute) => new(attribute.Bind<DropoutAttribute>().Probability);

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) => Kind + " " + number(Probability);

    /// <inheritdoc/>
    public override bool IsLinear => true;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings)
    {
        const string setting = nameof(DropoutAttribute.Probability);
        // 50 was meant as a percentage.
        var meant = Probability is >= 5 and < 100 ? Text.OfComputed(Probability / 100) : null;
        var isShare = findings.Require(
            Probability >= 0 && Probability < 1,
            ShapeRules.LayerSetting,
            attribute,
            setting,
            "at least 0 and less than 1",
            Probability,
            meant is null ? string.Empty : " Did you mean " + meant + "?"
        );
        if (!isShare && meant is not null)
        {
            findings.Offer(Edit.Set(findings.At(attribute, setting), meant));
        }
    }
}

/// <summary>max(x, 0).</summary>
internal sealed record ReluLayer : Layer
{
    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;
}

/// <summary>x·Φ(x), of heads only.</summary>
internal sealed record GeluLayer : Layer
{
    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;
}
