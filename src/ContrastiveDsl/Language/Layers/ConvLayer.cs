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
    public override long Parameters(FeatureShape input) => ((long)Channels * input.Channels * Kernel * Kernel) + (Bias ? Channels : 0);
}
