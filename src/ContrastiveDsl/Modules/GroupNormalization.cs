using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Group normalization (Wu and He, 2018, arXiv:1803.08494) of maps [N, C, H, W] or vectors [N, C], with the parameters
/// of torch.nn.GroupNorm: each sample's groups of consecutive channels get mean 0 and variance 1, then every channel a
/// scale and a shift of its own.
/// </summary>
/// <remarks>
/// nn.GroupNorm of TorchSharp 0.107.0 leaves its scale and shift uninitialized and refuses vectors. May go when it does
/// neither.
/// </remarks>
public sealed class GroupNormalization : nn.Module<Tensor, Tensor>
{
    private readonly Parameter? weight;
    private readonly Parameter? bias;
    private readonly int groups;
    private readonly int channels;
    private readonly double eps;

    /// <summary>Scale 1, shift 0.</summary>
    /// <param name="groups">At least 1; they must divide the channels. 1 is layer normalization.</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="eps">Added to the variance, greater than 0.</param>
    /// <param name="affine">Whether scale and shift are learned.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public GroupNormalization(int groups, int channels, double eps = 1e-5, bool affine = true)
        : base(nameof(GroupNormalization))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (groups < 1 || channels % groups != 0)
        {
            throw new ArgumentException(
                $"{groups} groups cannot split {channels} channels: choose a number that divides them.",
                nameof(groups)
            );
        }

        this.groups = groups;
        this.channels = channels;
        this.eps = eps;
        if (affine)
        {
            weight = Initialization.Own(ones(channels));
            bias = Initialization.Own(zeros(channels));
            register_parameter(nameof(weight), weight);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>The scale [C], or null without.</summary>
    public Parameter? Weight => weight;

    /// <summary>The shift [C], or null without.</summary>
    public Parameter? Bias => bias;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is neither [N, C] nor [N, C, H, W].</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() is not (2 or 4) || input.size(1) != channels)
        {
            throw new ArgumentException(
                $"A group normalization of {channels} channels takes [N, {channels}] or [N, {channels}, H, W], "
                    + $"but got [{string.Join(", ", input.shape)}].",
                nameof(input)
            );
        }

        using var scope = NewDisposeScope();
        var output = input.dim() == 4 ? Normalize(input) : Normalize(input.unsqueeze(2)).squeeze(2);
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// In the parameters' type: libtorch refuses maps of bfloat16 with parameters of float32 on a GPU, and on a CPU
    /// takes three times as long for them as for maps of float32, both casts included.
    /// </summary>
    private Tensor Normalize(Tensor input)
    {
        var type = weight?.dtype ?? ScalarType.Float32;
        return input.dtype == type || input.dtype != ScalarType.BFloat16
            ? nn.functional.group_norm(input, groups, weight, bias, eps)
            : nn.functional.group_norm(input.to(type), groups, weight, bias, eps).to(input.dtype);
    }

    /// <summary>Does nothing: the constructor registers the parameters by name.</summary>
    protected override void RegisterComponents() { }
}
