using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// The predictions of contrastive predictive coding (van den Oord et al., 2018, arXiv:1807.03748): a matrix W_k without
/// bias for each step ahead, k = 1 … K, which turns a context c into the expected features W_k c. [..., context] to
/// [..., K, features].
/// </summary>
/// <remarks>State-dict key: <c>weight</c>, [K, features, context], of which slice k - 1 is W_k.</remarks>
public sealed class PredictionMatrices : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    /// <summary>Matrices with the first weights of Torch's linear layers, uniform between ±1/√context.</summary>
    /// <param name="context">Size of a context, at least 1.</param>
    /// <param name="features">Size of a prediction, at least 1.</param>
    /// <param name="steps">K, at least 1.</param>
    /// <param name="device">Where they live; the CPU by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or the number of steps is below 1.</exception>
    public PredictionMatrices(int context, int features, int steps, Device? device = null)
        : base(nameof(PredictionMatrices))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(context, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        weight = Initialization.Own(zeros(steps, features, context));
        var bound = 1 / Math.Sqrt(context);
        nn.init.uniform_(weight, -bound, bound);
        register_parameter(nameof(weight), weight);
        if (device is not null)
        {
            this.to(device);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The last size of the input is not that of a context.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (sizes, shape) = (weight.shape, input.shape);
        if (shape.Length == 0 || shape[^1] != sizes[2])
        {
            throw new ArgumentException(
                $"These matrices read contexts [..., {sizes[2]}], but got [{string.Join(", ", shape)}].",
                nameof(input)
            );
        }

        using var scope = NewDisposeScope();

        // One product for all steps: the matrices lie one below the other. It is the last before the similarities, so
        // it stays in the parameters' type whatever the context computes in.
        var all = nn.functional.linear(ComputeWeights.Fit(input, weight), weight.flatten(0, 1));
        return all.reshape([.. shape[..^1], sizes[0], sizes[1]]).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the matrices by name.</summary>
    protected override void RegisterComponents() { }
}
