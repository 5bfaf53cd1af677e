using System;

namespace ContrastiveDsl;

/// <summary>AdamW (Loshchilov and Hutter, 2017): Adam whose decay acts on the weights directly.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdamWAttribute : OptimizerAttribute
{
    /// <summary>A rate of 0.001 and a decay of 0.01 unless said otherwise.</summary>
    public AdamWAttribute()
    {
        LearningRate = 1e-3;
        WeightDecay = 0.01;
    }

    /// <summary>Decay of the mean of gradients, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominator, greater than 0. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;
}
