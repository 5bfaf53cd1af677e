using System;

namespace ContrastiveDsl;

/// <summary>
/// Noise-contrastive estimation against a memory bank (Wu et al., 2018, arXiv:1805.01978; PIRL, arXiv:1912.01991): is
/// this entry the image's, or noise? The normalizing constant Z is a number, not a sum.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NceLossAttribute : LossPartAttribute
{
    /// <summary>Temperature, greater than 0. Default 0.07.</summary>
    public double Temperature { get; set; } = 0.07;

    /// <summary>
    /// Z, greater than 0; or 0, the default: N times the mean of exp(cosine / τ) over the first batch's scores, which
    /// then stays and is part of every checkpoint.
    /// </summary>
    public double Partition { get; set; }
}
