using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A block of a ConvNeXt (Liu et al., 2022, arXiv:2201.03545) with torchvision's state-dict keys: a 7×7 convolution of
/// each channel by itself, then pixel by pixel a layer normalization, a linear layer to four times the channels, exact
/// GELU and a linear layer back; scaled channel by channel, and added to the input. [N, C, H, W] to [N, C, H, W].
/// </summary>
/// <remarks>
/// The scale starts at 1e-6, so that a block begins nearly as an identity. There is no stochastic depth. Maps stay
/// float32 where the branch computes in bfloat16, which cannot hold what so small a scale adds.
/// </remarks>
public sealed class ConvNeXtBlock : nn.Module<Tensor, Tensor>
{
    private const double FirstScale = 1e-6;

    private readonly Parameter layer_scale;
    private readonly ConvNeXtBranch block;

    /// <summary>A block with random weights.</summary>
    /// <param name="channels">C, at least 2: normalized by itself, a single one would be lost.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few channels.</exception>
    public ConvNeXtBlock(int channels)
        : base(nameof(ConvNeXtBlock))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 2);
        layer_scale = Initialization.Own(full(channels, 1, 1, FirstScale));
        block = new ConvNeXtBranch(channels);
        register_parameter(nameof(layer_scale), layer_scale);
        register_module(nameof(block), block);
    }

    /// <summary>What each channel of the branch is multiplied by, [C, 1, 1].</summary>
    public Parameter LayerScale => layer_scale;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();

        // In place: a product does not need its output for the backward pass.
        return block.call(input).mul(layer_scale).add_(input).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers its parts by name.</summary>
    protected override void RegisterComponents() { }
}
