using System;

namespace ContrastiveDsl;

/// <summary>
/// Stretches each channel at random, so that its smallest value becomes 0 and its largest 1; a channel of one value
/// stays.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AutoContrastAttribute : TransformStepAttribute
{
    /// <summary>With the default probability, or with the <see cref="Probability"/> that is written.</summary>
    public AutoContrastAttribute() { }

    /// <summary>With this probability.</summary>
    /// <param name="probability">Probability, in [0, 1].</param>
    public AutoContrastAttribute(double probability) => Probability = probability;

    /// <summary>Probability, in [0, 1]. Default 0.5.</summary>
    public double Probability { get; set; } = 0.5;
}
