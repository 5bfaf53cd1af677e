using ContrastiveDsl.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// First weights as torchvision's residual networks, ConvNeXts and vision transformers have them, and those of MoCo v3.
/// Draws come from Torch's default generator.
/// </summary>
public static class Initialization
{
    // Every module with parameters comes here before it computes.
    static Initialization() => TorchContext.Prepare();

    /// <summary>
    /// Normal with mean 0 and variance 2 / (output channels · kernel area), which keeps the variance of gradients
    /// through ReLUs (He et al., 2015, arXiv:1502.01852). A bias starts at 0.
    /// </summary>
    /// <param name="convolution">The convolution.</param>
    public static void KaimingNormal(Convolution2d convolution)
    {
        ArgumentNullException.ThrowIfNull(convolution);
        nn.init.kaiming_normal_(convolution.Weight, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU);
        if (convolution.Bias is { } bias)
        {
            nn.init.zeros_(bias);
        }
    }

    /// <summary>
    /// First weights of a ConvNeXt's convolution (Liu et al., 2022, arXiv:2201.03545): normal with deviation 0.02, cut
    /// at ±2 as in torchvision. A bias starts at 0.
    /// </summary>
    /// <param name="convolution">The convolution.</param>
    public static void ConvNeXt(Convolution2d convolution)
    {
        ArgumentNullException.ThrowIfNull(convolution);
        ConvNeXt(convolution.Weight, convolution.Bias);
    }

    /// <summary>
    /// Sets the scale of a normalization to 0, so that the residual branch which ends in it adds nothing at first
    /// (Goyal et al., 2017, arXiv:1706.02677).
    /// </summary>
    /// <param name="norm">A normalization that <see cref="NormLayers"/> made.</param>
    /// <exception cref="ArgumentException">The module has no scale.</exception>
    public static void ZeroScale(nn.Module<Tensor, Tensor> norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        var scale = norm switch
        {
            BatchNorm batch => batch.weight,
            GroupNormalization group => group.Weight,
            LayerNormalization layer => layer.Weight,
            LayerNorm layer => layer.weight,
            _ => null,
        };
        nn.init.zeros_(
            scale
                ?? throw new ArgumentException(
                    $"A {norm.GetName()} has no scale to set to 0: give a normalization that learns one.",
                    nameof(norm)
                )
        );
    }

    /// <summary>
    /// First weights of the convolution that projects patches onto tokens. torchvision: normal with variance 1 /
    /// fan-in, cut at ±2. MoCo v3 (Chen et al., 2021, arXiv:2104.02057): xavier-uniform as for the linear layer that it
    /// is, over C·p² inputs and as many outputs as a token has. A bias starts at 0.
    /// </summary>
    /// <param name="convolution">The convolution, [D, C, p, p].</param>
    /// <param name="asMoCoV3">Whether the weight starts as in MoCo v3.</param>
    /// <param name="frozen">Whether the convolution is not trained: <c>requires_grad</c> becomes false.</param>
    public static void PatchEmbedding(Convolution2d convolution, bool asMoCoV3 = false, bool frozen = false)
    {
        ArgumentNullException.ThrowIfNull(convolution);
        var shape = convolution.Weight.shape;
        var inputs = shape[1] * shape[2] * shape[3];
        if (asMoCoV3)
        {
            var bound = Math.Sqrt(6.0 / (inputs + shape[0]));
            nn.init.uniform_(convolution.Weight, -bound, bound);
        }
        else
        {
            TruncatedNormal(convolution.Weight, Math.Sqrt(1.0 / inputs));
        }

        convolution.Weight.requires_grad = !frozen;
        if (convolution.Bias is { } bias)
        {
            nn.init.zeros_(bias);
            bias.requires_grad = !frozen;
        }
    }

    /// <summary>
    /// A new class token [1, 1, width]: zeros as in torchvision, or normal with deviation 1e-6 as in MoCo v3.
    /// </summary>
    /// <param name="width">Size of a token, at least 1.</param>
    /// <param name="asMoCoV3">Whether it starts as in MoCo v3.</param>
    public static Parameter ClassToken(int width, bool asMoCoV3 = false)
    {
        var token = Own(zeros(1, 1, width));
        if (asMoCoV3)
        {
            nn.init.normal_(token, 0, 1e-6);
        }

        return token;
    }

    /// <summary>
    /// Register tokens, which start near 0 as in their authors' code (Darcet et al., 2023, arXiv:2309.16588).
    /// </summary>
    /// <param name="count">R, how many, at least 1.</param>
    /// <param name="width">D, the size of a token, at least 1.</param>
    /// <returns>[1, R, D], normal with deviation 1e-6.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Parameter RegisterTokens(int count, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var tokens = Own(empty(1, count, width));
        nn.init.normal_(tokens, 0, 1e-6);
        return tokens;
    }

    /// <summary>First weights of any layer of a ConvNeXt.</summary>
    internal static void ConvNeXt(Parameter weight, Parameter? bias)
    {
        TruncatedNormal(weight, 0.02);
        if (bias is not null)
        {
            nn.init.zeros_(bias);
        }
    }

    /// <summary>Normal with mean 0, cut at ±2 whatever the deviation, as torchvision has it.</summary>
    /// <remarks>
    /// nn.init.trunc_normal_ of TorchSharp 0.107.0 swaps mean and deviation, so that every number is the deviation. May
    /// go when it draws. The draws are float64: in float32 one in 16 million is the interval's very edge, whose
    /// quantile is infinite and would become 2.
    /// </remarks>
    internal static void TruncatedNormal(Tensor values, double deviation)
    {
        const double Cut = 2;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var scale = deviation * Math.Sqrt(2);
        var edge = tensor(Cut / scale, ScalarType.Float64).erf().ToDouble();
        var drawn = empty(values.shape, ScalarType.Float64)
            .uniform_(-edge, edge)
            .erfinv_()
            .mul_(scale)
            .clamp_(-Cut, Cut);
        values.copy_(drawn);
    }

    /// <summary>A parameter for a module to keep, whatever dispose scope it is made in.</summary>
    internal static Parameter Own(Tensor value, bool trained = true)
    {
        var parameter = nn.Parameter(value, trained);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
