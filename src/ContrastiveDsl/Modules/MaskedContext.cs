using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A context network of masked convolutions for contrastive predictive coding on images (van den Oord et al., 2018,
/// arXiv:1807.03748; with convolutions over whole rows Hénaff et al., 2019, arXiv:1905.09272): [B, R, C, D] to [B, R,
/// C, D].
/// </summary>
/// <remarks>
/// The context of row r has seen rows up to r, in any column, and nothing below, so that it can be asked to predict the
/// rows below. Each of L layers adds to its input a 2×3 convolution of the row and the row above it, followed by a ReLU
/// and a 1×1 convolution; hence the context of a cell has seen L rows above its own and L columns on either side.
/// State-dict keys: <c>blocks.0.conv1.weight</c>, <c>blocks.0.conv1.bias</c>, <c>blocks.0.conv2.weight</c>, …
/// </remarks>
public sealed class MaskedContext : nn.Module<Tensor, Tensor>
{
    private readonly int features;
    private readonly Sequential blocks;

    /// <summary>A context network with Torch's first weights of convolutions.</summary>
    /// <param name="features">D, at least 1.</param>
    /// <param name="layers">Residual blocks, at least 1.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no features or no layers.</exception>
    public MaskedContext(int features, int layers, Device? device = null)
        : base(nameof(MaskedContext))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        this.features = features;
        blocks = nn.Sequential([
            .. Enumerable.Range(0, layers).Select(_ => (nn.Module<Tensor, Tensor>)new MaskedContextBlock(features)),
        ]);
        register_module(nameof(blocks), blocks);
        if (device is not null)
        {
            this.to(device);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is no grid of feature vectors of D.</exception>
    public override Tensor forward(Tensor input)
    {
        ContextGrid.Require(input, features);
        using var scope = NewDisposeScope();

        // Seen as maps, the vectors lie channels-last already, which is how convolutions like them.
        return blocks.call(input.permute(0, 3, 1, 2)).permute(0, 2, 3, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the blocks by name.</summary>
    protected override void RegisterComponents() { }
}
