using System;

namespace ContrastiveDsl;

/// <summary>Inverts the values that reach a threshold, at random: x ≥ Threshold becomes 1 − x.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SolarizeAttribute : TransformStepAttribute
{
    /// <summary>Threshold, in [0, 1]. Default 0.5.</summary>
    public double Threshold { get; set; } = 0.5;

    /// <summary>Probability, in [0, 1]. Default 0.2 (BYOL's second view).</summary>
    public double Probability { get; set; } = 0.2;
}
