using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>
/// Stochastic gradient descent: <c>g ← g + λw</c>, <c>v ← μv + g</c>, <c>w ← w − lr·v</c>; with Nesterov's look-ahead
/// <c>w ← w − lr·(g + μv)</c>. As torch.optim.SGD.
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly Tensor[] velocity;

    /// <summary>Starts with a velocity of zero.</summary>
    /// <param name="parameters">What to optimize.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <param name="nesterov">Whether to look ahead; needs a momentum.</param>
    /// <param name="decayBiasAndNorm">Whether biases and normalization parameters decay too.</param>
    public Sgd(
        ParameterSet parameters,
        double momentum = 0,
        double weightDecay = 0,
        bool nesterov = false,
        bool decayBiasAndNorm = false
    )
        : base(parameters, weightDecay, decayBiasAndNorm)
    {
        Require(momentum is >= 0 and < 1, nameof(momentum), momentum, "in [0, 1)");
        Require(!nesterov || momentum > 0, nameof(momentum), momentum, "greater than 0 for Nesterov's look-ahead");
        Momentum = momentum;
        Nesterov = nesterov;
        velocity = momentum > 0 ? NewStates() : [];
    }

    /// <summary>The momentum μ.</summary>
    public double Momentum { get; }

    /// <summary>Whether the momentum looks ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Momentum > 0)
        {
            SaveStates(writer, "velocity", velocity);
        }
    }

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (Momentum > 0)
        {
            LoadStates(reader, "velocity", velocity);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => Dispose(velocity);

    private protected override void Update(int index, double learningRate)
    {
        var group = Groups[index];
        var (weights, gradient, decay) = (group.Flat, group.FlatGradient!, DecayOf(group));
        if (Momentum > 0)
        {
            velocity[index].mul_(Momentum).add_(gradient);
            if (decay > 0)
            {
                velocity[index].add_(weights, decay);
            }
        }

        if (Momentum > 0 && !Nesterov)
        {
            weights.add_(velocity[index], -learningRate);
            return;
        }

        // The decayed gradient g + λw, spread over two operations, so that no third tensor is needed.
        if (decay > 0)
        {
            weights.mul_(1 - (learningRate * decay));
        }

        weights.add_(gradient, -learningRate);
        if (Nesterov)
        {
            weights.add_(velocity[index], -learningRate * Momentum);
        }
    }
}
