using System;

namespace ContrastiveDsl;

/// <summary>
/// Batch normalization over each channel of a map, or each feature of a vector (Ioffe and Szegedy, 2015). Keeps the
/// shape.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>Whether scale and shift are learned. Default true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Added to the variance, greater than 0. Default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Share of the newest batch in the running statistics, in (0, 1]. Default 0.1.</summary>
    public double Momentum { get; set; } = 0.1;
}
