using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of VICReg (Bardes, Ponce and LeCun, 2021, arXiv:2105.04906): invariance, variance and covariance, each with
/// its weight.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VicregLossAttribute : LossPartAttribute
{
    /// <summary>λ, the weight of the mean squared distance of both views, above 0 to 10⁶. Default 25.</summary>
    public double InvarianceWeight { get; set; } = 25;

    /// <summary>
    /// μ, the weight of what the deviation of each component lacks of 1, above 0 to 10⁶: it alone keeps embeddings from
    /// becoming one point. Default 25.
    /// </summary>
    public double VarianceWeight { get; set; } = 25;

    /// <summary>ν, the weight of the squared covariances of different components, 0 to 10⁶. Default 1.</summary>
    public double CovarianceWeight { get; set; } = 1;
}
