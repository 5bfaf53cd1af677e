namespace ContrastiveDsl.Language;

/// <summary>The first token as the vector of the whole image.</summary>
internal sealed record TakeClassTokenLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "TakeClassToken";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(input.Channels);
}
