namespace ContrastiveDsl.Optimization;

/// <summary>Adam (Kingma and Ba, 2014, arXiv:1412.6980); decay is added to the gradient. As torch.optim.Adam.</summary>
public sealed class Adam : AdamBase
{
    /// <summary>Starts with moments of zero.</summary>
    /// <param name="parameters">What to optimize.</param>
    /// <param name="beta1">Decay of the mean of gradients, in [0, 1).</param>
    /// <param name="beta2">Decay of the mean of squared gradients, in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator, greater than 0.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <param name="decayBiasAndNorm">Whether biases and normalization parameters decay too.</param>
    public Adam(
        ParameterSet parameters,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        bool decayBiasAndNorm = false
    )
        : base(parameters, beta1, beta2, epsilon, weightDecay, decayBiasAndNorm) { }

    private protected override void Update(int index, double learningRate)
    {
        var group = Groups[index];
        var decay = DecayOf(group);
        Move(index, decay > 0 ? group.FlatGradient!.add(group.Flat, decay) : group.FlatGradient!, learningRate);
    }
}
