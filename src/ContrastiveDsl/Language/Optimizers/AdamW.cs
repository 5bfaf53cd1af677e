namespace ContrastiveDsl.Language;

/// <summary>AdamW, whose decay acts on the weights directly.</summary>
internal sealed class AdamWOptimizer() : Optimizer<AdamWAttribute>("AdamW", static stated => new AdamWModel(stated))
{
    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(0.03, "0.0001 to 0.003");
}

/// <summary>The settings of AdamW.</summary>
internal sealed record AdamWModel : AdaptiveOptimizerModel
{
    /// <summary>The settings of an attribute.</summary>
    /// <param name="stated">The attribute.</param>
    public AdamWModel(AdamWAttribute stated)
        : base(stated) { }

    /// <inheritdoc/>
    public override Optimizer Facts => OptimizerCatalogue.Of<AdamWOptimizer>();
}
