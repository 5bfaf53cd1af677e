using System;

namespace ContrastiveDsl;

/// <summary>Stochastic gradient descent with momentum; decay is added to the gradient.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SgdAttribute : OptimizerAttribute
{
    /// <summary>A rate of 0.03 and a momentum of 0.9 unless said otherwise.</summary>
    public SgdAttribute() => LearningRate = 0.03;

    /// <summary>Momentum, in [0, 1). Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Whether the momentum looks ahead (Nesterov). Default false.</summary>
    public bool Nesterov { get; set; }
}
