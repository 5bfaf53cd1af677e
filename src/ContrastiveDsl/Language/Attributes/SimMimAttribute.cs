using System;

namespace ContrastiveDsl;

/// <summary>
/// SimMIM, masked image modeling without a decoder (Xie et al., 2021, arXiv:2111.09886): some blocks of an image are
/// masked, a learned token stands for each of their patches, a vision transformer encodes masked and visible patches
/// alike, and one linear layer predicts the pixels of the masked ones. One view, no projector and nothing to contrast
/// with.
/// </summary>
/// <remarks>
/// The encoder has <see cref="Backbone.VisionTransformer"/>. The paper crops and flips, no more: masking is the
/// augmentation. Takes <see cref="L1ReconstructionLossAttribute"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SimMimAttribute : ExperimentAttribute
{
    /// <summary>
    /// Share of the blocks that are masked, greater than 0 and below 1; of the rest the whole number below is visible,
    /// and one block or more is. Default 0.6.
    /// </summary>
    public double MaskRatio { get; set; } = 0.6;

    /// <summary>
    /// Side in pixels of the square blocks that are masked or visible as a whole: a multiple of the encoder's patch
    /// that divides the side of the images; 32 in the paper, for images of 192 and 224 pixels. Default 0: each patch is
    /// a block of its own.
    /// </summary>
    public int MaskSize { get; set; }
}
