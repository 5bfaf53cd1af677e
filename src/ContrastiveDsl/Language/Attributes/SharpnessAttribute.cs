using System;

namespace ContrastiveDsl;

/// <summary>
/// Blurs or sharpens at random, by a factor f of each sample's own: f·x + (1 − f)·s, clipped to [0, 1], where s weighs
/// a pixel 5/13 and each of its eight neighbors 1/13. Pixels of the border stay.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SharpnessAttribute : TransformStepAttribute
{
    /// <summary>The highest factor: far beyond it float32 ends.</summary>
    internal const double HighestFactor = 100;

    /// <summary>Smallest factor, 0 or more; 0 gives the smooth image, 1 changes nothing. Default 0.1.</summary>
    public double MinFactor { get; set; } = 0.1;

    /// <summary>Largest factor, from MinFactor to 100. Default 1.9.</summary>
    public double MaxFactor { get; set; } = 1.9;

    /// <summary>Probability, in [0, 1]. Default 0.5.</summary>
    public double Probability { get; set; } = 0.5;
}
