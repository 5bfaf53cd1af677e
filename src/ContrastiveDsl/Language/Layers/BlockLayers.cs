using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// A residual block of two 3×3 convolutions, with a 1×1 convolution on the shortcut where the shape changes.
/// </summary>
internal sealed record BasicBlockLayer(int Channels, int Stride, Norm Norm, int Groups, bool ZeroInitResidual) : Layer
{
    /// <summary>
    /// Parts of a batch that batch normalisation treats on their own; 1 is ordinary batch normalisation.
    /// </summary>
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

/// <summary>
/// A residual block of 1×1, 3×3 and 1×1 convolutions; the inner width is a quarter of the output channels.
/// </summary>
internal sealed record BottleneckLayer(int Channels, int Stride, Norm Norm, int Groups, bool ZeroInitResidual) : Layer
{
    /// <summary>
    /// Parts of a batch that batch normalisation treats on their own; 1 is ordinary batch normalisation.
    /// </summary>
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
        return ((long)input.Channels * Width)
            + (9L * Width * Width)
            + ((long)Width * Channels)
            + (2 * inner)
            + outer
            + shortcut;
    }
}

/// <summary>
/// Blocks in a row under one name, as torchvision's <c>layer1</c> holds <c>layer1.0</c>, <c>layer1.1</c>, and its
/// <c>encoder.layers</c> holds <c>encoder_layer_0</c>, <c>encoder_layer_1</c>.
/// </summary>
/// <param name="Blocks">The blocks in order.</param>
internal sealed record StageLayer(EquatableArray<Layer> Blocks) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Stage";

    /// <inheritdoc/>
    public override LayerInput Accepts => Blocks.Count == 0 ? LayerInput.Any : Blocks[0].Accepts;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        Blocks.Aggregate(input, (shape, block) => block.Output(shape));

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input)
    {
        long total = 0;
        foreach (var block in Blocks)
        {
            total += block.Parameters(input);
            input = block.Output(input);
        }

        return total;
    }
}

/// <summary>What an encoder says about its residual blocks.</summary>
internal sealed record BlockSettings(Norm Norm, int Groups, bool ZeroInitResidual)
{
    /// <summary>Batch normalisation, started at one.</summary>
    public static BlockSettings Default { get; } = new(Norm.Batch, 32, false);
}
