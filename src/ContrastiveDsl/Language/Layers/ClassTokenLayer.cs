namespace ContrastiveDsl.Language;

/// <summary>Puts a learned token before all others.</summary>
/// <param name="AsMoCoV3">Whether it starts as in MoCo v3, not as in torchvision.</param>
internal sealed record ClassTokenLayer(bool AsMoCoV3) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "ClassToken";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Sequence(input.Tokens + 1, input.Channels);

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => input.Channels;
}
