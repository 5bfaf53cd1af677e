using System;

namespace ContrastiveDsl.Language;

/// <summary>Cuts a map into square patches, row by row, and projects each onto a token: a convolution as wide as its stride, with a bias.</summary>
/// <param name="Width">Size of a token.</param>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="Frozen">Whether the projection is not trained.</param>
/// <param name="AsMoCoV3">Whether weights start as in MoCo v3, not as in torchvision.</param>
internal sealed record PatchEmbeddingLayer(int Width, int Patch, bool Frozen, bool AsMoCoV3) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "PatchEmbedding";

    /// <inheritdoc/>
    public override LayerInput Accepts => LayerInput.Map;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input)
    {
        var tokens = (long)Slide(input.Height, Patch, Patch, 0) * Slide(input.Width, Patch, Patch, 0);
        return FeatureShape.Sequence((int)Math.Max(1, Math.Min(int.MaxValue - 1, tokens)), Width);
    }

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input) => Frozen ? 0 : ((long)input.Channels * Patch * Patch * Width) + Width;
}
