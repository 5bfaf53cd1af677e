namespace ContrastiveDsl.Language;

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
