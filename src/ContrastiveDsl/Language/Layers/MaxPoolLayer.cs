namespace ContrastiveDsl.Language;

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
