using System;

namespace ContrastiveDsl;

/// <summary>
/// Contrastive predictive coding of images, CPC (van den Oord et al., 2018, arXiv:1807.03748, section 3.2): the image
/// is cut into a grid of overlapping patches, each is encoded alone, a context network sums up the rows from the top,
/// and one matrix per step predicts the patch that many rows below, among all patches of other places and images.
/// </summary>
/// <remarks>
/// Patches are cut from the whole image; <see cref="ExperimentAttribute.Views"/> is then applied to each of them with
/// chances of its own. Batch normalization lets patches of one image know of each other: <see cref="Norm.Layer"/> or
/// <see cref="Norm.Group"/> does not.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CpcAttribute : ExperimentAttribute
{
    /// <summary>Side of a patch in pixels. Default: a quarter of the image, as 64 of 256 in the paper.</summary>
    public int Patch { get; set; }

    /// <summary>Pixels from one patch to the next. Default: half a patch.</summary>
    public int Stride { get; set; }

    /// <summary>
    /// How many rows ahead are predicted, 1 or more and fewer than the grid has rows. Default 2; 5 of 7 in the paper.
    /// </summary>
    public int Steps { get; set; } = 2;

    /// <summary>What sums up the rows above. Default <see cref="ContextKind.MaskedConvolution"/>.</summary>
    public ContextKind Context { get; set; }

    /// <summary>Layers of a <see cref="ContextKind.MaskedConvolution"/>, 1 to 64. Default 2.</summary>
    public int ContextLayers { get; set; } = 2;
}
