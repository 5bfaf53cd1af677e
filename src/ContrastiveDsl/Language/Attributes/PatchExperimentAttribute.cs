using System;

namespace ContrastiveDsl;

/// <summary>A method that also looks at patches of the images.</summary>
public abstract class PatchExperimentAttribute : ExperimentAttribute
{
    /// <summary>
    /// The head of the patches: a class with <see cref="PatchHeadAttribute"/>, whose output has the size of the
    /// projector's. Required.
    /// </summary>
    public Type? PatchHead { get; set; }

    /// <summary>
    /// The augmentation family of the patches: a class with <see cref="AugmentationFamilyAttribute"/>, applied to each
    /// patch with chances of its own, so that patches cannot be told by brightness or color. It sees the pixels as
    /// they are, so it ends with the same <see cref="NormalizeAttribute"/> as <see cref="ExperimentAttribute.Views"/>;
    /// a crop in it keeps the patch's size. Required.
    /// </summary>
    public Type? PatchViews { get; set; }
}
