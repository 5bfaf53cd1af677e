using System;

namespace ContrastiveDsl;

/// <summary>Settings of a run; the command line can override each.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TrainingAttribute : SettingAttribute
{
    /// <summary>Passes over the images, 1 or more. Default 100.</summary>
    public int Epochs { get; set; } = 100;

    /// <summary>
    /// Images of a step, 1 or more; each gives as many views as the method takes, mostly two. Negatives from the batch
    /// and batch normalization of vectors need 2. Default 256.
    /// </summary>
    public int BatchSize { get; set; } = 256;

    /// <summary>Seed of everything random, 0 or more. Default 0.</summary>
    public long Seed { get; set; }
}
