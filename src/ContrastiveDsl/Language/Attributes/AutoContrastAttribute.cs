using System;

namespace ContrastiveDsl;

/// <summary>
/// Stretches each channel at random, so that its smallest value becomes 0 and its largest 1; a channel of one value
/// stays.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AutoContrastAttribute : TransformStepAttribute
{
    /// <summary>Probability, in [0, 1]. Default 0.5.</summary>
    public double Probability { get; set; } = 0.5;
}
