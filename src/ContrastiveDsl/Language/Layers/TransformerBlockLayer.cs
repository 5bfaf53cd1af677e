namespace ContrastiveDsl.Language;

/// <summary>A pre-norm transformer block: self-attention, then a perceptron of two linear layers, each behind a layer normalisation and beside a shortcut.</summary>
/// <param name="Heads">Attention heads.</param>
/// <param name="Mlp">Hidden size of the perceptron.</param>
/// <param name="AsMoCoV3">Whether weights start as in MoCo v3, not as in torchvision.</param>
internal sealed record TransformerBlockLayer(int Heads, int Mlp, bool AsMoCoV3) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "TransformerBlock";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input)
    {
        long width = input.Channels;
        var norms = 2 * 2 * width;
        var attention = (4 * width * width) + (4 * width);
        var perceptron = (2 * width * Mlp) + Mlp + width;
        return norms + attention + perceptron;
    }
}
