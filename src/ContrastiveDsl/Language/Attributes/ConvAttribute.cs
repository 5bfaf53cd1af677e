using System;

namespace ContrastiveDsl;

/// <summary>
/// A square 2-D convolution: [C, H, W] to [Channels, H', W'] with H' = (H + 2·Padding − Kernel) / Stride + 1.
/// </summary>
/// <param name="channels">Output channels, 1 or more.</param>
/// <param name="kernel">Side of the kernel in pixels, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConvAttribute(int channels, int kernel) : LayerAttribute
{
    /// <summary>Output channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Side of the kernel in pixels.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Stride in pixels, 1 or more. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>
    /// Padding on each side in pixels, from 0 to the kernel. Default: half the kernel, so that an odd kernel of stride
    /// 1 keeps the size.
    /// </summary>
    public int Padding { get; set; } = -1;

    /// <summary>Whether a bias is added. Default false, since a normalization usually follows.</summary>
    public bool Bias { get; set; }
}
