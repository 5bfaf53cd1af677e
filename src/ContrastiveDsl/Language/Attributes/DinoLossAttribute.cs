using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of DINO (Caron et al., 2021, arXiv:2104.14294): the cross entropy of what the teacher says of one view and
/// what the student says of the other; the loop takes the mean of both directions.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DinoLossAttribute : LossPartAttribute
{
    /// <summary>Temperature of the student, greater than 0. Default 0.1.</summary>
    public double Temperature { get; set; } = 0.1;
}
