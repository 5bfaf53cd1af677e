using System;

namespace ContrastiveDsl;

/// <summary>Sets activations to zero at random while training (Srivastava et al., 2014). Keeps the shape.</summary>
/// <param name="probability">Share of activations set to zero, in [0, 1).</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DropoutAttribute(double probability = 0.5) : LayerAttribute
{
    /// <summary>Share of activations set to zero.</summary>
    public double Probability { get; } = probability;
}
