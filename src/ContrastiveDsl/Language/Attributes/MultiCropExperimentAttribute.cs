using System;

namespace ContrastiveDsl;

/// <summary>
/// A method that can look at small views of an image beside its two large ones (Caron et al., 2020, arXiv:2006.09882,
/// section 3.3): only the large ones give targets, and every view predicts those of the others.
/// </summary>
public abstract class MultiCropExperimentAttribute : ExperimentAttribute
{
    /// <summary>
    /// The augmentation family of the small views: a class with <see cref="AugmentationFamilyAttribute"/>, whose <see
    /// cref="RandomResizedCropAttribute.Size"/> says how small they are, 96 pixels beside 224 in the papers, and whose
    /// scales are below those of the large ones. Default: there are none.
    /// </summary>
    public Type? LocalViews { get; set; }

    /// <summary>
    /// How many small views there are of each image, 1 to 32: 6 in SwAV, 8 or 10 in DINO. Required with <see
    /// cref="LocalViews"/>, and of no meaning without it. Default 0.
    /// </summary>
    public int LocalCount { get; set; }
}
