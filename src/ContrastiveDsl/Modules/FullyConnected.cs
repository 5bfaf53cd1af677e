using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A linear layer with the parameters and the first weights of torch.nn.Linear, which computes in the type of the
/// weights that a step uses: [..., D] to [..., D'].
/// </summary>
/// <remarks>
/// In a step in bfloat16 (<see cref="Precision.BFloat16"/>) it casts what it gets and puts out bfloat16; nn.Linear
/// stays in the type of its parameters and refuses any other. Otherwise the two are the same.
/// </remarks>
public sealed class FullyConnected : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly bool inFullPrecision;

    /// <summary>A layer with random weights.</summary>
    /// <param name="inputs">D, at least 1.</param>
    /// <param name="outputs">D', at least 1.</param>
    /// <param name="hasBias">Whether a number per output is added.</param>
    /// <param name="inFullPrecision">
    /// Whether it computes in the type of its parameters in any precision, as the last layer of a head does, whose
    /// output is compared.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public FullyConnected(int inputs, int outputs, bool hasBias = true, bool inFullPrecision = false)
        : base(nameof(FullyConnected))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);

        this.inFullPrecision = inFullPrecision;

        // torch.nn.Linear's first weights, drawn in its order.
        weight = Initialization.Own(empty(outputs, inputs));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        register_parameter(nameof(weight), weight);
        if (hasBias)
        {
            bias = Initialization.Own(empty(outputs));
            var bound = 1 / Math.Sqrt(inputs);
            nn.init.uniform_(bias, -bound, bound);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>[D', D].</summary>
    public Parameter Weight => weight;

    /// <summary>[D'], or null for a layer without.</summary>
    public Parameter? Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var (weights, shift) = inFullPrecision
            ? (weight, bias)
            : (ComputeWeights.Of(weight), ComputeWeights.OfOptional(bias));
        return nn.functional.linear(ComputeWeights.Fit(input, weights), weights, shift).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the parameters by name.</summary>
    protected override void RegisterComponents() { }
}
