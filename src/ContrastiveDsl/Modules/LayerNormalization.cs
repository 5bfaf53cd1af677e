using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Layer normalization (Ba et al., 2016, arXiv:1607.06450) of vectors, with the parameters of torch.nn.LayerNorm: each
/// vector gets mean 0 and variance 1, then every feature a scale and a shift of its own. [..., D] to [..., D].
/// </summary>
/// <remarks>
/// It computes in the type of its parameters where vectors are bfloat16, and puts out bfloat16; nn.LayerNorm refuses
/// such vectors on a GPU. Otherwise the two are the same.
/// </remarks>
public sealed class LayerNormalization : nn.Module<Tensor, Tensor>
{
    private readonly Parameter? weight;
    private readonly Parameter? bias;
    private readonly long[] shape;
    private readonly double eps;

    /// <summary>Scale 1, shift 0.</summary>
    /// <param name="features">D, at least 1.</param>
    /// <param name="eps">Added to the variance, greater than 0.</param>
    /// <param name="affine">Whether scale and shift are learned.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no features.</exception>
    public LayerNormalization(int features, double eps = 1e-5, bool affine = true)
        : base(nameof(LayerNormalization))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        shape = [features];
        this.eps = eps;
        if (affine)
        {
            weight = Initialization.Own(ones(features));
            bias = Initialization.Own(zeros(features));
            register_parameter(nameof(weight), weight);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>The scale [D], or null without.</summary>
    public Parameter? Weight => weight;

    /// <summary>The shift [D], or null without.</summary>
    public Parameter? Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Normalize(input, shape, weight, bias, eps);
    }

    /// <summary>Normalizes what lies along the last axis, as vectors of bfloat16 need it.</summary>
    internal static Tensor Normalize(Tensor input, long[] shape, Tensor? weight, Tensor? bias, double eps)
    {
        var type = weight?.dtype ?? ScalarType.Float32;
        if (input.dtype != ScalarType.BFloat16 || type == ScalarType.BFloat16)
        {
            return nn.functional.layer_norm(input, shape, weight, bias, eps);
        }

        using var scope = NewDisposeScope();
        var normalized = nn.functional.layer_norm(input.to(type), shape, weight, bias, eps);
        return normalized.to(input.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the parameters by name.</summary>
    protected override void RegisterComponents() { }
}
