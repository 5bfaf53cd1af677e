using System;

namespace ContrastiveDsl;

/// <summary>
/// The decoupled contrastive loss (Yeh et al., 2021, arXiv:2110.06848) in place of <see cref="NtXentLossAttribute"/>:
/// the positive is left out of the denominator, which helps small batches at no cost.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DclLossAttribute : LossPartAttribute
{
    /// <summary>Temperature, greater than 0. Default 0.1.</summary>
    public double Temperature { get; set; } = 0.1;

    /// <summary>Whether pairs that are far apart pull harder (DCLW). Default false.</summary>
    public bool Weighted { get; set; }

    /// <summary>σ of the weights, greater than 0. Default 0.5.</summary>
    public double Sigma { get; set; } = 0.5;
}
