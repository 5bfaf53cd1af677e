using System;

namespace ContrastiveDsl;

/// <summary>
/// MAE, the masked autoencoder (He et al., 2021, arXiv:2111.06377): most patches of an image are removed, a vision
/// transformer encodes those that are left, and a small decoder paints the pixels of the others. One view, no projector
/// and nothing to contrast with: the image itself is the target.
/// </summary>
/// <remarks>
/// The encoder has <see cref="Backbone.VisionTransformer"/>, whose cost shrinks with the patches that it does not see.
/// The paper crops and flips, no more: masking is the augmentation. Takes <see cref="ReconstructionLossAttribute"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MaeAttribute : ExperimentAttribute
{
    /// <summary>
    /// Share of the patches that are removed, greater than 0 and below 1; of the rest the whole number below is
    /// visible, and one patch or more is. Default 0.75.
    /// </summary>
    public double MaskRatio { get; set; } = 0.75;

    /// <summary>
    /// Size of the decoder's tokens, a multiple of 4 and of <see cref="DecoderHeads"/>, 4 to 4,096. Default 512.
    /// </summary>
    public int DecoderWidth { get; set; } = 512;

    /// <summary>Blocks of the decoder, 1 to 256. Default 8; one is enough for features that are fine-tuned.</summary>
    public int DecoderDepth { get; set; } = 8;

    /// <summary>
    /// Attention heads of each block of the decoder; they divide <see cref="DecoderWidth"/>. Default 16.
    /// </summary>
    public int DecoderHeads { get; set; } = 16;
}
