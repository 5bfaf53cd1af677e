using System;

namespace ContrastiveDsl;

/// <summary>
/// A residual block of two 3×3 convolutions (He et al., 2015): [C, H, W] to [Channels, H/Stride, W/Stride].
/// </summary>
/// <param name="channels">Output channels, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BasicBlockAttribute(int channels) : LayerAttribute
{
    /// <summary>Output channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Stride of the first convolution, 1 or more. Default 1.</summary>
    public int Stride { get; set; } = 1;
}
