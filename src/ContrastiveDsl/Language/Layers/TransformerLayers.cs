using System;

namespace ContrastiveDsl.Language;

/// <summary>
/// Cuts a map into square patches, row by row, and projects each onto a token: a convolution as wide as its stride,
/// with a bias.
/// </summary>
/// <param name="Width">Size of a token.</param>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="Frozen">Whether the projection is not trained.</param>
/// <param name="AsMoCoV3">Whether weights start as in MoCo v3, not as in torchvision.</param>
internal sealed record PatchEmbeddingLayer(int Width, int Patch, bool Frozen, bool AsMoCoV3) : Layer
{
    /// <inheritdoc/>
    public override bool StatesWidth => true;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind + " " + Text.Of(Width) + ", " + Square(Patch) + (Frozen ? ", frozen" : string.Empty);

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input)
    {
        var tokens = (long)Slide(input.Height, Patch, Patch, 0) * Slide(input.Width, Patch, Patch, 0);
        return FeatureShape.Sequence((int)Math.Max(1, Math.Min(int.MaxValue - 1, tokens)), Width);
    }

    /// <inheritdoc/>
    public override bool ReturnsMap(FeatureShape input) => false;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) =>
        Frozen ? 0 : ((long)input.Channels * Patch * Patch * Width) + Width;
}

/// <summary>Puts a learned token before all others.</summary>
/// <param name="AsMoCoV3">Whether it starts as in MoCo v3, not as in torchvision.</param>
internal sealed record ClassTokenLayer(bool AsMoCoV3) : Layer
{
    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Sequence(input.Tokens + 1, input.Channels);

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => input.Channels;
}

/// <summary>Adds to each token a vector of its position.</summary>
/// <param name="Positions">Whether positions are learned or fixed.</param>
internal sealed record PositionsLayer(Positions Positions) : Layer
{
    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind + ", " + (Positions == Positions.SinCos ? "fixed sines and cosines" : "learned");

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) =>
        Positions == Positions.SinCos ? 0 : (long)input.Tokens * input.Channels;
}

/// <summary>
/// Puts learned tokens without a patch behind all others: room for what belongs to no place, so that no patch's token
/// is taken for it.
/// </summary>
/// <param name="Count">How many.</param>
internal sealed record RegisterTokensLayer(int Count) : Layer
{
    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) => Kind + " " + Text.Of(Count);

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        FeatureShape.Sequence(input.Tokens + Count, input.Channels);

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => (long)Count * input.Channels;
}

/// <summary>Takes the last tokens away, which are no patch's.</summary>
/// <param name="Count">How many.</param>
internal sealed record DropRegistersLayer(int Count) : Layer
{
    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        FeatureShape.Sequence(input.Tokens - Count, input.Channels);
}

/// <summary>
/// A pre-norm transformer block: self-attention, then a perceptron of two linear layers, each behind a layer
/// normalization and beside a shortcut.
/// </summary>
/// <param name="Heads">Attention heads.</param>
/// <param name="Mlp">Hidden size of the perceptron.</param>
/// <param name="AsMoCoV3">Whether weights start as in MoCo v3, not as in torchvision.</param>
internal sealed record TransformerBlockLayer(int Heads, int Mlp, bool AsMoCoV3) : Layer
{
    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        Kind + ", " + Text.Count(Heads, "head") + ", MLP " + Text.Of(Mlp);

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => input;

    /// <inheritdoc/>
    public override bool Multiplies(FeatureShape input) => true;

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

/// <summary>The mean of all tokens but the first as the vector of the whole image.</summary>
internal sealed record MeanTokensLayer : Layer
{
    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(input.Channels);
}

/// <summary>The first token as the vector of the whole image.</summary>
internal sealed record TakeClassTokenLayer : Layer
{
    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Sequence;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => FeatureShape.Vector(input.Channels);
}
