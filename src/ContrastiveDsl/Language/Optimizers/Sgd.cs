namespace ContrastiveDsl.Language;

/// <summary>Stochastic gradient descent with momentum.</summary>
internal sealed class SgdOptimizer() : Optimizer<SgdAttribute>("SGD", static stated => new SgdModel(stated))
{
    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } =
    [MomentumOptimizerModel.MomentumRange, MomentumOptimizerModel.NesterovWithoutMomentum];

    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(1e-3, 0.01, 0.5, 4) { FollowBatch = true };

    /// <inheritdoc/>
    public override UsualDecays UsualDecays { get; } = new(0.01, "0.00001 to 0.001");
}

/// <summary>The settings of SGD.</summary>
internal sealed record SgdModel : MomentumOptimizerModel
{
    /// <summary>The settings of an attribute.</summary>
    /// <param name="stated">The attribute.</param>
    public SgdModel(SgdAttribute stated)
        : base(stated) { }

    /// <summary>
    /// With momentum a weight swings, and swings ever farther from here on: sooner with Nesterov's look-ahead, which
    /// takes the newest step away once more.
    /// </summary>
    public override double ErasingDecay => Momentum > 0 ? 2 * (1 + Momentum) / (Nesterov ? 1 + (2 * Momentum) : 1) : 1;

    /// <summary>Momentum repeats each step until it has faded.</summary>
    public override double Shrinkage(double share) => share / (1 - Momentum);

    /// <inheritdoc/>
    public override Optimizer Facts => OptimizerCatalogue.Of<SgdOptimizer>();
}
