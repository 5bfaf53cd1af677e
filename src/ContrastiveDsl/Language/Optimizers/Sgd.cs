namespace ContrastiveDsl.Language;

/// <summary>Stochastic gradient descent with momentum.</summary>
internal sealed class SgdOptimizer() : Optimizer<SgdAttribute>("SGD", static stated => new SgdModel(stated))
{
    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(4, "0.01 to 1");
}

/// <summary>The settings of SGD.</summary>
internal sealed record SgdModel : MomentumOptimizerModel
{
    /// <summary>The settings of an attribute.</summary>
    /// <param name="stated">The attribute.</param>
    public SgdModel(SgdAttribute stated)
        : base(stated) { }

    /// <inheritdoc/>
    public override Optimizer Facts => OptimizerCatalogue.Of<SgdOptimizer>();
}
