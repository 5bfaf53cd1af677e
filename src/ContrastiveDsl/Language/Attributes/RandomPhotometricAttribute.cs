using System;

namespace ContrastiveDsl;

/// <summary>
/// Four changes by one chance, as PIRL's authors have them (Misra and van der Maaten, 2019): posterizes to 4 to 8 bits,
/// changes the sharpness by a factor between 0.1 and 1.9, solarizes from a random threshold on, and stretches each
/// channel.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPhotometricAttribute : TransformStepAttribute
{
    /// <summary>Probability of all four together, in [0, 1]. Default 0.66.</summary>
    public double Probability { get; set; } = 0.66;
}
