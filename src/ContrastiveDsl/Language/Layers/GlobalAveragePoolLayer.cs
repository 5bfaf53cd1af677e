namespace ContrastiveDsl.Language;

/// <summary>The mean over height and width.</summary>
internal sealed record GlobalAveragePoolLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "GlobalAveragePool";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(input.Channels);
}
