using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of masked autoencoders (He et al., 2021, arXiv:2111.06377): the mean squared distance of pixels as they are
/// and as the decoder paints them, over the removed patches.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReconstructionLossAttribute : LossPartAttribute
{
    /// <summary>
    /// Bring the pixels of each patch to mean 0 and deviation 1 before they are compared, which the paper finds to give
    /// better features. Default true.
    /// </summary>
    public bool NormalizePatches { get; set; } = true;
}
