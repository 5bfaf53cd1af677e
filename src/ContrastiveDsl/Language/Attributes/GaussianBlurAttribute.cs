using System;

namespace ContrastiveDsl;

/// <summary>Gaussian blur with a deviation of each sample's own, reflecting at the border.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GaussianBlurAttribute : TransformStepAttribute
{
    /// <summary>
    /// Side of the kernel in pixels, odd and smaller than twice the image. Default 23 (a tenth of 224 pixels).
    /// </summary>
    public int Kernel { get; set; } = 23;

    /// <summary>Smallest deviation in pixels, greater than 0. Default 0.1.</summary>
    public double MinSigma { get; set; } = 0.1;

    /// <summary>Largest deviation in pixels, at least MinSigma. Default 2.</summary>
    public double MaxSigma { get; set; } = 2;

    /// <summary>Probability, in [0, 1]. Default 0.5.</summary>
    public double Probability { get; set; } = 0.5;
}
