using System;

namespace ContrastiveDsl;

/// <summary>
/// A pretext transform (PIRL, arXiv:1912.01991): what is made of a random resized crop of the image, apart from that of
/// its view, and must be recognized as the same image.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PretextTransformAttribute : SettingAttribute
{
    /// <summary>The smallest share of the image that the crop covers, above 0 and at most 1. Default 0.6.</summary>
    public double MinScale { get; set; } = 0.6;
}
