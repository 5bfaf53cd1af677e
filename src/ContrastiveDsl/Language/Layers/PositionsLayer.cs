namespace ContrastiveDsl.Language;

/// <summary>Adds to each token a vector of its position.</summary>
/// <param name="Positions">Whether positions are learned or fixed.</param>
internal sealed record PositionsLayer(Positions Positions) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Positions";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => Positions == Positions.SinCos ? 0 : (long)input.Tokens * input.Channels;
}
