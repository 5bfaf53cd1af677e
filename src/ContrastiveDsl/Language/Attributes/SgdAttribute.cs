using System;

namespace ContrastiveDsl;

/// <summary>Stochastic gradient descent with momentum; decay is added to the gradient.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SgdAttribute : MomentumOptimizerAttribute
{
    /// <summary>A rate of 0.03 and a momentum of 0.9 unless said otherwise.</summary>
    public SgdAttribute() => LearningRate = 0.03;
}
