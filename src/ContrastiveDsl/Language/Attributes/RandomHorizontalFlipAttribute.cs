using System;

namespace ContrastiveDsl;

/// <summary>Mirrors an image left to right at random.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomHorizontalFlipAttribute : TransformStepAttribute
{
    /// <summary>With the default probability, or with the <see cref="Probability"/> that is written.</summary>
    public RandomHorizontalFlipAttribute() { }

    /// <summary>With this probability.</summary>
    /// <param name="probability">Probability, in [0, 1].</param>
    public RandomHorizontalFlipAttribute(double probability) => Probability = probability;

    /// <summary>Probability, in [0, 1]. Default 0.5.</summary>
    public double Probability { get; set; } = 0.5;
}
