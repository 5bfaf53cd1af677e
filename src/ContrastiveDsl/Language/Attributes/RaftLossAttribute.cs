using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of RAFT (Shi et al., 2020, arXiv:2011.10944): α times the squared distance of the two views' unit
/// predictions, minus β times their distance from the target's unit projections of the same view. From −4β to 4α; a
/// falling loss says nothing about features: watch alignment and uniformity.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RaftLossAttribute : LossPartAttribute
{
    /// <summary>α, weight of the alignment of both views, 0 to 10⁶. Default 1.</summary>
    public double Alignment { get; set; } = 1;

    /// <summary>β, weight of the distance from the target, 0 to 10⁶. Default 1.</summary>
    public double CrossModel { get; set; } = 1;

    /// <summary>
    /// Whether predictions run away from the target, or follow it: the one sign between RAFT and BYOL′. Default
    /// <see cref="RaftObjective.RunAway"/>.
    /// </summary>
    public RaftObjective Objective { get; set; }
}
