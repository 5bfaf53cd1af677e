using System;

namespace ContrastiveDsl;

/// <summary>
/// The normalized temperature-scaled cross entropy of SimCLR (Chen et al., 2020): 2B − 2 negatives for each of 2B
/// anchors, the mean over anchors.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NtXentLossAttribute : LossPartAttribute
{
    /// <summary>Temperature, greater than 0; typically 0.07 to 0.5. Default 0.1.</summary>
    public double Temperature { get; set; } = 0.1;
}
