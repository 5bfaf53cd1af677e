using System;

namespace ContrastiveDsl.Language;

/// <summary>A square 2-D convolution.</summary>
internal sealed record ConvLayer(int Channels, int Kernel, int Stride, int Padding, bool Bias) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        new(Channels, Slide(input.Height, Kernel, Stride, Padding), Slide(input.Width, Kernel, Stride, Padding));

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) =>
        ((long)Channels * input.Channels * Kernel * Kernel) + (Bias ? Channels : 0);
}

/// <summary>Square 2-D max-pooling.</summary>
internal sealed record MaxPoolLayer(int Kernel, int Stride, int Padding) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "MaxPool";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        new(input.Channels, Slide(input.Height, Kernel, Stride, Padding), Slide(input.Width, Kernel, Stride, Padding));
}

/// <summary>The mean over height and width.</summary>
internal sealed record GlobalAveragePoolLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "GlobalAveragePool";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(input.Channels);
}

/// <summary>A map as one vector.</summary>
internal sealed record FlattenLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Flatten";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        input.IsVector
            ? input
            : FeatureShape.Vector((int)Math.Min(int.MaxValue, (long)input.Channels * input.Height * input.Width));
}
