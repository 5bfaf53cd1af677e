using System;

namespace ContrastiveDsl;

/// <summary>
/// The pairwise contrastive loss (Hadsell, Chopra and LeCun, 2006): d² of similar pairs and max(0, margin − d)² of
/// dissimilar ones, each averaged over its own pairs, so that the few similar ones count as much as the many others.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PairwiseContrastiveLossAttribute : LossPartAttribute
{
    /// <summary>
    /// How far dissimilar pairs are pushed apart, greater than 0; of unit vectors at most 2, their largest distance.
    /// Default 1.
    /// </summary>
    public double Margin { get; set; } = 1;

    /// <summary>
    /// Whether distances are those of unit vectors. Default true: a short run needs no scale to be found.
    /// </summary>
    public bool Normalize { get; set; } = true;
}
