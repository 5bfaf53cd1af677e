using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A residual block of 1×1, 3×3 and 1×1 convolutions (He et al., 2015, arXiv:1512.03385), stride on the 3×3 as in
/// torchvision, with its state-dict keys: [N, C, H, W] to [N, C', H / stride, W / stride], rounded up. The inner width
/// is C' / 4.
/// </summary>
public sealed class Bottleneck : nn.Module<Tensor, Tensor>
{
    /// <summary>Output channels over the inner width.</summary>
    public const int Expansion = 4;

    private readonly Convolution2d conv1;
    private readonly nn.Module<Tensor, Tensor>? bn1;
    private readonly Convolution2d conv2;
    private readonly nn.Module<Tensor, Tensor>? bn2;
    private readonly Convolution2d conv3;
    private readonly nn.Module<Tensor, Tensor>? bn3;
    private readonly Sequential? downsample;

    /// <summary>A block with random weights. The shortcut has a 1×1 convolution where the shape changes.</summary>
    /// <param name="inputChannels">C, at least 1.</param>
    /// <param name="outputChannels">C', a multiple of 4.</param>
    /// <param name="stride">Stride of the 3×3 convolution.</param>
    /// <param name="norm">What normalizes after each convolution.</param>
    /// <param name="groups">Groups of <see cref="Norm.Group"/>.</param>
    /// <param name="zeroInitResidual">Whether the block starts as an identity; needs a normalization.</param>
    /// <param name="splits">
    /// Parts of a batch over which <see cref="Norm.Batch"/> takes its statistics in training
    /// (<see cref="SplitBatchNorm"/>); 1 is the whole batch.
    /// </param>
    /// <exception cref="ArgumentException">The output channels are no multiple of 4.</exception>
    public Bottleneck(
        int inputChannels,
        int outputChannels,
        int stride = 1,
        Norm norm = Norm.Batch,
        int groups = 32,
        bool zeroInitResidual = false,
        int splits = 1
    )
        : base(nameof(Bottleneck))
    {
        if (outputChannels % Expansion != 0)
        {
            throw new ArgumentException(
                $"A bottleneck of {outputChannels} channels has no whole inner width: choose a multiple of {Expansion}.",
                nameof(outputChannels)
            );
        }

        var width = outputChannels / Expansion;
        conv1 = Shortcut.Convolution(inputChannels, width, kernel: 1, stride: 1);
        bn1 = NormLayers.ForMaps(norm, width, groups, splits);
        conv2 = Shortcut.Convolution(width, width, kernel: 3, stride);
        bn2 = NormLayers.ForMaps(norm, width, groups, splits);
        conv3 = Shortcut.Convolution(width, outputChannels, kernel: 1, stride: 1);
        bn3 = NormLayers.ForMaps(norm, outputChannels, groups, splits);
        downsample = Shortcut.Create(inputChannels, outputChannels, stride, norm, groups, splits);
        if (zeroInitResidual && bn3 is not null)
        {
            Initialization.ZeroScale(bn3);
        }

        Register(nameof(conv1), conv1);
        Register(nameof(bn1), bn1);
        Register(nameof(conv2), conv2);
        Register(nameof(bn2), bn2);
        Register(nameof(conv3), conv3);
        Register(nameof(bn3), bn3);
        Register(nameof(downsample), downsample);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = Shortcut.Normalize(bn1, conv1.call(input)).relu_();
        x = Shortcut.Normalize(bn2, conv2.call(x)).relu_();
        x = Shortcut.Normalize(bn3, conv3.call(x));

        // In place: neither a convolution nor a normalization needs its output for the backward pass.
        x = x.add_(downsample is null ? input : downsample.call(input));
        return x.relu_().MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers every module by name.</summary>
    protected override void RegisterComponents() { }

    private void Register(string name, nn.Module? module)
    {
        if (module is not null)
        {
            register_module(name, module);
        }
    }
}
