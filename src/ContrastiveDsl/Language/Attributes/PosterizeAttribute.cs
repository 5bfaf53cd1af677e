using System;

namespace ContrastiveDsl;

/// <summary>
/// Leaves the highest bits of each pixel's byte at random and clears the others, so that few brightnesses remain.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PosterizeAttribute : TransformStepAttribute
{
    /// <summary>Bits of a pixel's byte.</summary>
    internal const int AllBits = 8;

    /// <summary>Bits that are left, from 1 to 8, which change nothing. Default 4.</summary>
    public int Bits { get; set; } = 4;

    /// <summary>Probability, in [0, 1]. Default 0.5.</summary>
    public double Probability { get; set; } = 0.5;
}
