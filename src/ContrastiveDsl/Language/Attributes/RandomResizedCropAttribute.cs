using System;

namespace ContrastiveDsl;

/// <summary>
/// A random rectangle of the image, resized bilinearly to a square (Szegedy et al., 2014): area uniform, aspect ratio
/// log-uniform.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomResizedCropAttribute : TransformStepAttribute
{
    /// <summary>Side of the result in pixels. Default: the encoder's image size.</summary>
    public int Size { get; set; }

    /// <summary>
    /// Smallest share of the image's area, in (0, MaxScale]; 1 takes the whole image, which is then resized and no
    /// more. Default 0.08.
    /// </summary>
    public double MinScale { get; set; } = 0.08;

    /// <summary>Largest share of the image's area, in [MinScale, 1]. Default 1.</summary>
    public double MaxScale { get; set; } = 1;

    /// <summary>Smallest width over height, greater than 0. Default 3/4.</summary>
    public double MinRatio { get; set; } = 3.0 / 4.0;

    /// <summary>Largest width over height, at least MinRatio. Default 4/3.</summary>
    public double MaxRatio { get; set; } = 4.0 / 3.0;
}
