using System;

namespace ContrastiveDsl;

/// <summary>A linear layer: [D] to [Features].</summary>
/// <param name="features">Output size, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class LinearAttribute(int features) : LayerAttribute
{
    /// <summary>Output size.</summary>
    public int Features { get; } = features;

    /// <summary>Whether a bias is added. Default true.</summary>
    public bool Bias { get; set; } = true;
}
