using System;

namespace ContrastiveDsl;

/// <summary>
/// InfoNCE within the batch (van den Oord et al., 2018, arXiv:1807.03748): each query shall recognize its key among the
/// keys of the batch, with gradients to queries and keys.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BatchInfoNceLossAttribute : LossPartAttribute
{
    /// <summary>Temperature, greater than 0. Default 0.1; raw inner products, as in CPC, have 1.</summary>
    public double Temperature { get; set; } = 0.1;

    /// <summary>Keys recognize their queries too: the mean of both directions. Default false.</summary>
    public bool Symmetric { get; set; }

    /// <summary>Compare directions only: cosines in place of inner products. Default true.</summary>
    public bool Normalize { get; set; } = true;
}
