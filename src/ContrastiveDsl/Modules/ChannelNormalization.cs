using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Layer normalization (Ba et al., 2016, arXiv:1607.06450) of maps over their channels, as in a ConvNeXt: the channels
/// of each pixel get mean 0 and variance 1, then every channel a scale and a shift of its own. [N, C, H, W] to
/// [N, C, H, W], in memory order [N, H, W, C].
/// </summary>
/// <remarks>
/// It computes in the type of its parameters where maps are bfloat16, and puts out bfloat16.
/// </remarks>
public sealed class ChannelNormalization : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long[] shape;
    private readonly double eps;

    /// <summary>Scale 1, shift 0.</summary>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="eps">Added to the variance, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no channels.</exception>
    public ChannelNormalization(int channels, double eps = 1e-6)
        : base(nameof(ChannelNormalization))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        shape = [channels];
        this.eps = eps;
        weight = Initialization.Own(ones(channels));
        bias = Initialization.Own(zeros(channels));
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>The scale [C].</summary>
    public Parameter Weight => weight;

    /// <summary>The shift [C].</summary>
    public Parameter Bias => bias;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is no map of these channels.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 4 || input.size(1) != shape[0])
        {
            throw new ArgumentException(
                $"A normalization of {shape[0]} channels takes maps [N, {shape[0]}, H, W], "
                    + $"but got [{string.Join(", ", input.shape)}].",
                nameof(input)
            );
        }

        using var scope = NewDisposeScope();
        var pixels = input.permute(0, 2, 3, 1);
        var normalized = LayerNormalization.Normalize(pixels, shape, weight, bias, eps);
        return normalized.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the parameters by name.</summary>
    protected override void RegisterComponents() { }
}
