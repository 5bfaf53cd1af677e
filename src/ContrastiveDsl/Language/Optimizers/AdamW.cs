namespace ContrastiveDsl.Language;

/// <summary>AdamW, whose decay acts on the weights directly.</summary>
internal sealed class AdamWOptimizer() : Optimizer<AdamWAttribute>("AdamW", static stated => new AdamWModel(stated))
{
    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [AdaptiveOptimizerModel.BetasSwapped];

    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(1e-5, 1e-4, 3e-3, 0.03);

    /// <inheritdoc/>
    public override UsualDecays UsualDecays { get; } = new(0.5, "0.01 to 0.4");
}

/// <summary>The settings of AdamW.</summary>
internal sealed record AdamWModel : AdaptiveOptimizerModel
{
    /// <summary>The settings of an attribute.</summary>
    /// <param name="stated">The attribute.</param>
    public AdamWModel(AdamWAttribute stated)
        : base(stated) { }

    /// <inheritdoc/>
    public override double ErasingDecay => 1;

    /// <inheritdoc/>
    public override double Shrinkage(double share) => share;

    /// <inheritdoc/>
    public override Optimizer Facts => OptimizerCatalogue.Of<AdamWOptimizer>();
}
