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

/// <summary>Group normalisation of a map or a vector; one group is layer normalisation over the whole map.</summary>
internal sealed record GroupNormLayer(int Groups, bool Affine = true) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "GroupNorm";

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => Affine ? 2L * input.Channels : 0;
}

/// <summary>
/// Layer normalisation: of a vector or token over its features; of a map over channels, height and width with scale and
/// shift per channel.
/// </summary>
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

/// <summary>The layer that a <see cref="Norm"/> stands for.</summary>
internal static class Normalization
{
    /// <summary>
    /// The layer, or <see langword="null"/> for <see cref="Norm.None"/> and for a value that names nothing.
    /// </summary>
    public static Layer? Of(Norm norm, int groups, bool affine = true) =>
        norm switch
        {
            Norm.Batch => new BatchNormLayer(affine),
            Norm.Group => new GroupNormLayer(groups, affine),
            Norm.Layer => new LayerNormLayer(affine),
            _ => null,
        };
}
