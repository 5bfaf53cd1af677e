using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// The prototypes of DINO (Caron et al., 2021, arXiv:2104.14294, §3.1), a linear layer without biases whose weights are
/// normalized (Salimans and Kingma, 2016, arXiv:1602.07868) with a fixed gain of 1: embeddings [N, D] to their cosines
/// with K vectors of any length, [N, K]. Of use in training only.
/// </summary>
/// <remarks>
/// State-dict key: <c>weight</c>, [K, D], what is normalized in every forward pass; gradients pass through its norms. A
/// momentum encoder's copy follows these vectors as they are, not their directions. <see cref="PrototypeVectors"/> are
/// brought to length one between steps instead.
/// </remarks>
public sealed class PrototypeDirections : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    /// <summary>Prototypes with the first weights of Torch's linear layers, uniform between ±1/√D.</summary>
    /// <param name="size">D, the size of an embedding, at least 1.</param>
    /// <param name="count">K, at least 1.</param>
    /// <param name="device">Where they live; the CPU by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or the count is below 1.</exception>
    public PrototypeDirections(int size, int count, Device? device = null)
        : base(nameof(PrototypeDirections))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        weight = Initialization.Own(zeros(count, size));
        var bound = 1 / Math.Sqrt(size);
        nn.init.uniform_(weight, -bound, bound);
        register_parameter(nameof(weight), weight);
        if (device is not null)
        {
            this.to(device);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not [N, D] of the prototypes' D.</exception>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return PrototypeVectors.Scores(input, PrototypeVectors.Unit(weight)).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the prototypes by name.</summary>
    protected override void RegisterComponents() { }
}
