namespace ContrastiveDsl.Optimization;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2017, arXiv:1711.05101): Adam whose decay, <c>w ← w·(1 − lr·λ)</c>, acts on the
/// weights directly. As torch.optim.AdamW.
/// </summary>
public sealed class AdamW : AdamBase
{
    /// <summary>Starts with moments of zero.</summary>
    /// <param name="parameters">What to optimize.</param>
    /// <param name="beta1">Decay of the mean of gradients, in [0, 1).</param>
    /// <param name="beta2">Decay of the mean of squared gradients, in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator, greater than 0.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <param name="decayBiasAndNorm">Whether biases and normalization parameters decay too.</param>
    public AdamW(
        ParameterSet parameters,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0.01,
        bool decayBiasAndNorm = false
    )
        : base(parameters, beta1, beta2, epsilon, weightDecay, decayBiasAndNorm) { }

    private protected override void Update(int index, double learningRate)
    {
        var group = Groups[index];
        var decay = DecayOf(group);
        if (decay > 0)
        {
            group.Flat.mul_(1 - (learningRate * decay));
        }

        Move(index, group.FlatGradient!, learningRate);
    }
}
