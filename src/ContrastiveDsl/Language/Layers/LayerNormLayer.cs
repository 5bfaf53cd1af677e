namespace ContrastiveDsl.Language;

/// <summary>Layer normalisation: of a vector or token over its features; of a map over channels, height and width with scale and shift per channel.</summary>
internal sealed record LayerNormLayer(bool Affine = true) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "LayerNorm";

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => Affine ? 2L * input.Channels : 0;
}
