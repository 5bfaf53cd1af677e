namespace ContrastiveDsl.Language;

/// <summary>A residual block of two 3×3 convolutions, with a 1×1 convolution on the shortcut where the shape changes.</summary>
internal sealed record BasicBlockLayer(int Channels, int Stride, Norm Norm, int Groups, bool ZeroInitResidual) : Layer
{
    /// <summary>Parts of a batch that batch normalisation treats on their own; 1 is ordinary batch normalisation.</summary>
    public int Splits { get; init; } = 1;

    /// <inheritdoc/>
    public override string Kind => "BasicBlock";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        new(Channels, Slide(input.Height, 3, Stride, 1), Slide(input.Width, 3, Stride, 1));

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input)
    {
        long norm = Norm == Norm.None ? 0 : 2L * Channels;
        var shortcut = Stride != 1 || input.Channels != Channels ? ((long)input.Channels * Channels) + norm : 0;
        return (9L * input.Channels * Channels) + (9L * Channels * Channels) + (2 * norm) + shortcut;
    }
}
