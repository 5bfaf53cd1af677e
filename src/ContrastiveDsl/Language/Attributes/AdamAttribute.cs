using System;

namespace ContrastiveDsl;

/// <summary>Adam (Kingma and Ba, 2014); decay is added to the gradient.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdamAttribute : OptimizerAttribute
{
    /// <summary>A rate of 0.001 unless said otherwise.</summary>
    public AdamAttribute() => LearningRate = 1e-3;

    /// <summary>Decay of the mean of gradients, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominator, greater than 0. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;
}
