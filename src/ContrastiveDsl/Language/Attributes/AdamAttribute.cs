using System;

namespace ContrastiveDsl;

/// <summary>Adam (Kingma and Ba, 2014); decay is added to the gradient.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdamAttribute : AdaptiveOptimizerAttribute
{
    /// <summary>A rate of 0.001 unless said otherwise.</summary>
    public AdamAttribute() => LearningRate = 1e-3;
}
