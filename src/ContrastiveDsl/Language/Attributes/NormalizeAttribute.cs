using System;

namespace ContrastiveDsl;

/// <summary>(x − mean) / std, channel by channel; also applied to clean images in evaluation.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NormalizeAttribute : TransformStepAttribute
{
    /// <summary>Normalization of images of one channel.</summary>
    /// <param name="mean">Mean of the values, which lie in [0, 1].</param>
    /// <param name="std">Standard deviation, greater than 0.</param>
    public NormalizeAttribute(double mean, double std)
    {
        Mean = [mean];
        Std = [std];
    }

    /// <summary>Normalization of images of several channels.</summary>
    /// <param name="mean">One mean per channel.</param>
    /// <param name="std">One standard deviation per channel, each greater than 0.</param>
    public NormalizeAttribute(double[] mean, double[] std)
    {
        Mean = mean;
        Std = std;
    }

    /// <summary>One mean per channel.</summary>
    public double[] Mean { get; }

    /// <summary>One standard deviation per channel.</summary>
    public double[] Std { get; }
}
