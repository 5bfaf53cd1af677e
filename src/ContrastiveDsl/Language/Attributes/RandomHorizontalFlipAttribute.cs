using System;

namespace ContrastiveDsl;

/// <summary>Mirrors an image left to right at random.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomHorizontalFlipAttribute : TransformStepAttribute
{
    /// <summary>Probability, in [0, 1]. Default 0.5.</summary>
    public double Probability { get; set; } = 0.5;
}
