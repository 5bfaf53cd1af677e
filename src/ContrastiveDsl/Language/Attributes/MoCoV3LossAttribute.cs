using System;

namespace ContrastiveDsl;

/// <summary>
/// The contrast of MoCo v3 (Chen et al., 2021, arXiv:2104.02057): 2τ times the cross entropy of recognizing a query's
/// key among the keys of the batch; the loop adds both directions.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MoCoV3LossAttribute : LossPartAttribute
{
    /// <summary>
    /// Temperature, greater than 0. The authors have 1 for ResNet-50 and 0.2 for vision transformers. Default 0.2.
    /// </summary>
    public double Temperature { get; set; } = 0.2;
}
