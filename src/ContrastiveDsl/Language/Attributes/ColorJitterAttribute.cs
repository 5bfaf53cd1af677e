using System;

namespace ContrastiveDsl;

/// <summary>
/// Changes brightness, contrast, saturation and hue by factors of each sample's own, in an order of each sample's own;
/// values are clipped to [0, 1] after each (Chen et al., 2020). On images of one channel saturation and hue do nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ColorJitterAttribute : TransformStepAttribute
{
    /// <summary>
    /// Brightness factor is uniform in [max(0, 1 − Brightness), 1 + Brightness]. 0 or more. Default 0.
    /// </summary>
    public double Brightness { get; set; }

    /// <summary>Contrast factor is uniform in [max(0, 1 − Contrast), 1 + Contrast]. 0 or more. Default 0.</summary>
    public double Contrast { get; set; }

    /// <summary>
    /// Saturation factor is uniform in [max(0, 1 − Saturation), 1 + Saturation]. 0 or more. Default 0.
    /// </summary>
    public double Saturation { get; set; }

    /// <summary>Hue shift is uniform in [−Hue, Hue], in turns of the color circle. In [0, 0.5]. Default 0.</summary>
    public double Hue { get; set; }

    /// <summary>Probability that a sample is changed at all, in [0, 1]. Default 1.</summary>
    public double Probability { get; set; } = 1;
}
