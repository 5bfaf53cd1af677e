using System;

namespace ContrastiveDsl;

/// <summary>Square 2-D max-pooling: [C, H, W] to [C, H', W'] with H' = (H + 2·Padding − Kernel) / Stride + 1.</summary>
/// <param name="kernel">Side of the window in pixels, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class MaxPoolAttribute(int kernel) : LayerAttribute
{
    /// <summary>Side of the window in pixels.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Stride in pixels. Default: the kernel.</summary>
    public int Stride { get; set; }

    /// <summary>Padding on each side in pixels, at most half the kernel. Default 0.</summary>
    public int Padding { get; set; }
}
