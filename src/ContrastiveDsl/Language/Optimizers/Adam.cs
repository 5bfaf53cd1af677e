namespace ContrastiveDsl.Language;

/// <summary>Adam, whose decay is added to the gradient.</summary>
internal sealed class AdamOptimizer() : Optimizer<AdamAttribute>("Adam", static stated => new AdamModel(stated))
{
    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [AdaptiveOptimizerModel.BetasSwapped];

    /// <inheritdoc/>
    public override UsualRates UsualRates { get; } = new(1e-5, 1e-4, 3e-3, 0.03);

    /// <inheritdoc/>
    public override UsualDecays UsualDecays { get; } = new(0.01, "0.000001 to 0.001");
}

/// <summary>The settings of Adam.</summary>
internal sealed record AdamModel : AdaptiveOptimizerModel
{
    /// <summary>The settings of an attribute.</summary>
    /// <param name="stated">The attribute.</param>
    public AdamModel(AdamAttribute stated)
        : base(stated) { }

    /// <inheritdoc/>
    public override Optimizer Facts => OptimizerCatalogue.Of<AdamOptimizer>();
}
