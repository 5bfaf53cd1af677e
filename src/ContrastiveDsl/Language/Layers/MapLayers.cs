using System;

namespace ContrastiveDsl.Language;

/// <summary>A square 2-D convolution.</summary>
internal sealed record ConvLayer(int Channels, int Kernel, int Stride, int Padding, bool Bias) : Layer
{
    /// <summary>
    /// The least even number beyond Convolution2d.FewChannels, with which that computes in float32: tests hold them
    /// together.
    /// </summary>
    public const int MinimumChannels = 10;

    /// <summary>The layer that an attribute states; unless it says otherwise, a stride of 1 keeps the size.</summary>
    internal static ConvLayer Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<ConvAttribute>();
        var padding = attribute.Has(nameof(stated.Padding)) ? stated.Padding : stated.Kernel / 2;
        return new ConvLayer(stated.Channels, stated.Kernel, stated.Stride, padding, stated.Bias);
    }

    /// <summary>
    /// Whether weights start cut and normal, as in a ConvNeXt, which says so itself: not public, and so not in the
    /// fingerprint.
    /// </summary>
    internal bool StartsTruncated { get; init; }

    /// <inheritdoc/>
    public override bool StatesWidth => true;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind
        + " "
        + Text.Of(Channels)
        + ", "
        + Square(Kernel)
        + Strided(Stride)
        + (Padding == Kernel / 2 ? string.Empty : Padded(Padding))
        + (Bias ? ", bias" : string.Empty);

    /// <inheritdoc/>
    public override bool IsLinear => true;

    /// <inheritdoc/>
    public override int Step => Stride;

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        new(Channels, Slide(input.Height, Kernel, Stride, Padding), Slide(input.Width, Kernel, Stride, Padding));

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) =>
        ((long)Channels * input.Channels * Kernel * Kernel) + (Bias ? Channels : 0);

    /// <summary>One of 1×1 is a matrix product, whatever its channels.</summary>
    public override bool Multiplies(FeatureShape input) => Kernel == 1 || (IsWide(input.Channels) && IsWide(Channels));

    /// <summary>Whether a convolution of more pixels than one with so many channels computes in bfloat16.</summary>
    public static bool IsWide(int channels) => channels >= MinimumChannels && channels % 2 == 0;

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings)
    {
        findings.RequireSize(attribute, nameof(ConvAttribute.Channels), Channels);
        findings.RequireSize(attribute, nameof(ConvAttribute.Kernel), Kernel, maximum: Limits.Image);
        findings.RequireSize(attribute, nameof(ConvAttribute.Stride), Stride);
        // Beyond the kernel, most of what the layer sees is no image at all.
        findings.Require(
            Padding >= 0 && (Kernel < 1 || Padding <= Kernel),
            ShapeRules.SizeOutOfRange,
            attribute,
            nameof(ConvAttribute.Padding),
            Kernel < 1 ? "0 or more" : "between 0 and " + Text.Of(Kernel) + ", the kernel",
            Padding
        );
    }
}

/// <summary>Square 2-D max-pooling.</summary>
internal sealed record MaxPoolLayer(int Kernel, int Stride, int Padding) : Layer
{
    /// <summary>The layer that an attribute states; unless it says otherwise, windows lie side by side.</summary>
    internal static MaxPoolLayer Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<MaxPoolAttribute>();
        var stride = attribute.Has(nameof(stated.Stride)) ? stated.Stride : stated.Kernel;
        return new MaxPoolLayer(stated.Kernel, stride, stated.Padding);
    }

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind
        + " "
        + Square(Kernel)
        // Usual is the kernel's side: 1 is as worth telling as 2.
        + ", stride "
        + Text.Of(Stride)
        + (Padding == 0 ? string.Empty : Padded(Padding));

    /// <inheritdoc/>
    public override string FieldName => "pool";

    /// <inheritdoc/>
    public override int Step => Stride;

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        new(input.Channels, Slide(input.Height, Kernel, Stride, Padding), Slide(input.Width, Kernel, Stride, Padding));

    /// <inheritdoc/>
    internal override void Check(AttributeIndex attribute, FindingList findings)
    {
        findings.RequireSize(attribute, nameof(MaxPoolAttribute.Kernel), Kernel, maximum: Limits.Image);
        if (Kernel < 1)
        {
            return;
        }

        findings.RequireSize(attribute, nameof(MaxPoolAttribute.Stride), Stride);
        findings.Require(
            Padding >= 0 && Padding <= Kernel / 2,
            ShapeRules.SizeOutOfRange,
            attribute,
            nameof(MaxPoolAttribute.Padding),
            "between 0 and " + Text.Of(Kernel / 2) + ", half the kernel",
            Padding
        );
    }
}

/// <summary>The mean over height and width.</summary>
internal sealed record GlobalAveragePoolLayer : Layer
{
    /// <inheritdoc/>
    public override bool IsLinear => true;

    /// <inheritdoc/>
    public override string FieldName => "pool";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(input.Channels);

    /// <inheritdoc/>
    public override bool ReturnsMap(FeatureShape input) => false;
}

/// <summary>A map as one vector.</summary>
internal sealed record FlattenLayer : Layer
{
    /// <inheritdoc/>
    public override bool IsLinear => true;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        input.IsVector
            ? input
            : FeatureShape.Vector((int)Math.Min(int.MaxValue, (long)input.Channels * input.Height * input.Width));

    /// <inheritdoc/>
    public override string? FixesSize(FeatureShape input) => input.IsVector ? null : "[" + Kind + "]";

    /// <inheritdoc/>
    public override bool ReturnsMap(FeatureShape input) => false;
}
