using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of SwAV (Caron et al., 2020, arXiv:2006.09882): the cross entropy of one view's assignment to prototypes
/// and what the other view predicts of it; the loop takes the mean of both directions.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SwavLossAttribute : LossPartAttribute
{
    /// <summary>Temperature, greater than 0. Default 0.1.</summary>
    public double Temperature { get; set; } = 0.1;
}
