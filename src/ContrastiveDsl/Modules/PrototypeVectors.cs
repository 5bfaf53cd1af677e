using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// The prototypes of SwAV (Caron et al., 2020, arXiv:2006.09882), unit vectors without biases, of use in training only:
/// embeddings [N, D] to their cosines with K prototypes, [N, K].
/// </summary>
/// <remarks>
/// State-dict key: <c>weight</c>, [K, D]. An optimizer changes their lengths: <see cref="Normalize"/> before each step
/// brings them back to one.
/// </remarks>
public sealed class PrototypeVectors : nn.Module<Tensor, Tensor>
{
    private const double SmallestNorm = 1e-12;

    private readonly Parameter weight;

    /// <summary>
    /// Prototypes with the first weights of Torch's linear layers, uniform between ±1/√D, brought to length one.
    /// </summary>
    /// <param name="size">D, the size of an embedding, at least 1.</param>
    /// <param name="count">K, at least 1.</param>
    /// <param name="device">Where they live; the CPU by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or the count is below 1.</exception>
    public PrototypeVectors(int size, int count, Device? device = null)
        : base(nameof(PrototypeVectors))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        weight = Initialization.Own(zeros(count, size));
        var bound = 1 / Math.Sqrt(size);
        nn.init.uniform_(weight, -bound, bound);
        register_parameter(nameof(weight), weight);
        Normalize();
        if (device is not null)
        {
            this.to(device);
        }
    }

    /// <summary>The cosines of embeddings with prototypes of length one.</summary>
    /// <param name="embeddings">[N, D], not normalized.</param>
    /// <param name="prototypes">[K, D], each of length one.</param>
    /// <returns>[N, K], with gradients to both.</returns>
    /// <exception cref="ArgumentException">They are not two matrices of one D.</exception>
    public static Tensor Scores(Tensor embeddings, Tensor prototypes)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(prototypes);
        if (embeddings.dim() != 2 || prototypes.dim() != 2 || embeddings.size(1) != prototypes.size(1))
        {
            throw new ArgumentException(
                $"Embeddings are [N, D] and prototypes [K, D], but they are [{string.Join(", ", embeddings.shape)}] and [{string.Join(", ", prototypes.shape)}].",
                nameof(embeddings)
            );
        }

        using var scope = NewDisposeScope();
        return Unit(embeddings).mm(prototypes.t()).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not [N, D] of the prototypes' D.</exception>
    public override Tensor forward(Tensor input) => Scores(input, weight);

    /// <summary>Brings every prototype to length one, in place and without a gradient.</summary>
    public void Normalize()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        weight.copy_(Unit(weight));
    }

    /// <summary>Does nothing: the constructor registers the prototypes by name.</summary>
    protected override void RegisterComponents() { }

    /// <summary>Rows brought to length one, with gradients.</summary>
    internal static Tensor Unit(Tensor rows) => nn.functional.normalize(rows, p: 2, dim: 1, eps: SmallestNorm);
}
