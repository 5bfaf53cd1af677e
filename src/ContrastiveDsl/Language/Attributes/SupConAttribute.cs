using System;

namespace ContrastiveDsl;

/// <summary>
/// Supervised contrastive learning, SupCon (Khosla et al., 2020, arXiv:2004.11362): views of images of one class
/// attract, all others of the batch repel. Needs labels from the image source; an image with the label −1 is
/// unlabeled, and attracts its own other views only.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SupConAttribute : ExperimentAttribute
{
    /// <summary>
    /// Views of each image, 1 to 64. Default 2, as in the paper. <see cref="ExperimentAttribute.SecondViews"/> draws
    /// all but the first.
    /// </summary>
    public int ViewCount { get; set; } = 2;
}
