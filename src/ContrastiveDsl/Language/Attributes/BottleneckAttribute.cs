using System;

namespace ContrastiveDsl;

/// <summary>
/// A residual block of 1×1, 3×3 and 1×1 convolutions (He et al., 2015), stride on the 3×3 as in torchvision: [C, H, W]
/// to [Channels, H/Stride, W/Stride].
/// </summary>
/// <param name="channels">Output channels, a multiple of 4; the inner width is a quarter of them.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BottleneckAttribute(int channels) : LayerAttribute
{
    /// <summary>Output channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Stride of the 3×3 convolution, 1 or more. Default 1.</summary>
    public int Stride { get; set; } = 1;
}
