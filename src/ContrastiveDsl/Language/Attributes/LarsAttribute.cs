using System;

namespace ContrastiveDsl;

/// <summary>
/// LARS (You et al., 2017): each weight's step is scaled by its norm over its gradient's. For large
/// batches; below 256 images it gains nothing over SGD.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LarsAttribute : MomentumOptimizerAttribute
{
    /// <summary>
    /// A rate of 0.3, scaled linearly with the batch, and a decay of 1e-6 unless said otherwise (SimCLR).
    /// </summary>
    public LarsAttribute()
    {
        LearningRate = 0.3;
        Scaling = LearningRateScaling.Linear;
        WeightDecay = 1e-6;
    }

    /// <summary>Trust coefficient η, greater than 0. Default 0.001.</summary>
    public double TrustCoefficient { get; set; } = 1e-3;

    /// <summary>
    /// Rate of biases and normalization parameters as a share of <see cref="OptimizerAttribute.LearningRate"/>, greater
    /// than 0. They have no ratio that makes their steps as short as the weights', so that the authors of Barlow Twins
    /// (Zbontar et al., 2021, arXiv:2103.03230) give them 0.024 of it. Default 1.
    /// </summary>
    public double BiasRate { get; set; } = 1;

    /// <summary>
    /// How the ratio of norms is formed. Default <see cref="LarsDialect.NormOfSum"/>, as the authors of SimCLR, BYOL
    /// and MoCo v3 do.
    /// </summary>
    public LarsDialect Dialect { get; set; }

    /// <summary>Never step farther than the learning rate alone would (LARC). Default false.</summary>
    public bool ClipLearningRate { get; set; }
}
