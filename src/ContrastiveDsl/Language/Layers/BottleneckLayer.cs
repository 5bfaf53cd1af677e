namespace ContrastiveDsl.Language;

/// <summary>A residual block of 1×1, 3×3 and 1×1 convolutions; the inner width is a quarter of the output channels.</summary>
internal sealed record BottleneckLayer(int Channels, int Stride, Norm Norm, int Groups, bool ZeroInitResidual) : Layer
{
    /// <summary>Parts of a batch that batch normalisation treats on their own; 1 is ordinary batch normalisation.</summary>
    public int Splits { get; init; } = 1;

    /// <inheritdoc/>
    public override string Kind => "Bottleneck";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <summary>Channels of the two inner convolutions.</summary>
    public int Width => Channels / 4;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        new(Channels, Slide(input.Height, 3, Stride, 1), Slide(input.Width, 3, Stride, 1));

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input)
    {
        long inner = Norm == Norm.None ? 0 : 2L * Width;
        long outer = Norm == Norm.None ? 0 : 2L * Channels;
        var shortcut = Stride != 1 || input.Channels != Channels ? ((long)input.Channels * Channels) + outer : 0;
        return ((long)input.Channels * Width) + (9L * Width * Width) + ((long)Width * Channels) + (2 * inner) + outer + shortcut;
    }
}
