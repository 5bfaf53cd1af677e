using System;

namespace ContrastiveDsl;

/// <summary>
/// Replaces the colors by their luma (0.2989 R + 0.587 G + 0.114 B) at random; the number of channels stays.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomGrayscaleAttribute : TransformStepAttribute
{
    /// <summary>With the default probability, or with the <see cref="Probability"/> that is written.</summary>
    public RandomGrayscaleAttribute() { }

    /// <summary>With this probability.</summary>
    /// <param name="probability">Probability, in [0, 1].</param>
    public RandomGrayscaleAttribute(double probability) => Probability = probability;

    /// <summary>Probability, in [0, 1]. Default 0.2.</summary>
    public double Probability { get; set; } = 0.2;
}
