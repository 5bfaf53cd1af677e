using System;

namespace ContrastiveDsl;

/// <summary>AdamW (Loshchilov and Hutter, 2017): Adam whose decay acts on the weights directly.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdamWAttribute : AdaptiveOptimizerAttribute
{
    /// <summary>A rate of 0.001 and a decay of 0.01 unless said otherwise.</summary>
    public AdamWAttribute()
    {
        LearningRate = 1e-3;
        WeightDecay = 0.01;
    }
}
