using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>First weights as torchvision's residual networks have them. Draws come from Torch's default generator.</summary>
public static class Initialization
{
    /// <summary>
    /// Normal with mean 0 and variance 2 / (output channels · kernel area), which keeps the variance of gradients through ReLUs (He et al., 2015, arXiv:1502.01852).
    /// A bias starts at 0.
    /// </summary>
    /// <param name="convolution">The convolution.</param>
    public static void KaimingNormal(Conv2d convolution)
    {
        ArgumentNullException.ThrowIfNull(convolution);
        nn.init.kaiming_normal_(convolution.weight, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU);
        if (convolution.bias is { } bias)
        {
            nn.init.zeros_(bias);
        }
    }

    /// <summary>Sets the scale of a normalisation to 0, so that the residual branch which ends in it adds nothing at first (Goyal et al., 2017, arXiv:1706.02677).</summary>
    /// <param name="norm">A normalisation that <see cref="NormLayers"/> made.</param>
    /// <exception cref="ArgumentException">The module has no scale.</exception>
    public static void ZeroScale(nn.Module<Tensor, Tensor> norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        var scale = norm switch
        {
            BatchNorm batch => batch.weight,
            GroupNorm group => group.weight,
            LayerNorm layer => layer.weight,
            _ => null,
        };
        nn.init.zeros_(scale ?? throw new ArgumentException($"A {norm.GetName()} has no scale to set to 0: give a normalisation that learns one.", nameof(norm)));
    }
}
