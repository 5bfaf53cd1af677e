namespace ContrastiveDsl.Language;

/// <summary>Batch normalisation of a map or a vector.</summary>
internal sealed record BatchNormLayer(bool Affine = true, double Epsilon = 1e-5, double Momentum = 0.1) : Layer
{
    /// <summary>Parts of a batch that are normalised on their own; 1 is ordinary batch normalisation.</summary>
    public int Splits { get; init; } = 1;

    /// <inheritdoc/>
    public override string Kind => "BatchNorm";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => Affine ? 2L * input.Channels : 0;
}
