using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>What residual blocks share.</summary>
internal static class Shortcut
{
    /// <summary>
    /// The 1×1 convolution and normalization on the shortcut, with torchvision's keys <c>0</c> and <c>1</c>; null where
    /// the block keeps the shape.
    /// </summary>
    internal static Sequential? Create(
        int inputChannels,
        int outputChannels,
        int stride,
        Norm norm,
        int groups,
        int splits
    )
    {
        if (stride == 1 && inputChannels == outputChannels)
        {
            return null;
        }

        var convolution = Convolution(inputChannels, outputChannels, kernel: 1, stride);
        return NormLayers.ForMaps(norm, outputChannels, groups, splits) is { } normalization
            ? nn.Sequential(convolution, normalization)
            : nn.Sequential(convolution);
    }

    /// <summary>A convolution without bias that keeps the size at stride 1, initialized as torchvision's.</summary>
    internal static Convolution2d Convolution(int inputChannels, int outputChannels, int kernel, int stride)
    {
        var convolution = new Convolution2d(
            inputChannels,
            outputChannels,
            kernel,
            stride,
            padding: kernel / 2,
            bias: false
        );
        Initialization.KaimingNormal(convolution);
        return convolution;
    }

    /// <summary>Applies a normalization, if there is one.</summary>
    internal static Tensor Normalize(nn.Module<Tensor, Tensor>? norm, Tensor x) => norm is null ? x : norm.call(x);
}
