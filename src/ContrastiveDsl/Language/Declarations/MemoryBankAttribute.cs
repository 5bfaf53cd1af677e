using System;

namespace ContrastiveDsl;

/// <summary>
/// The memory bank of an experiment (instance discrimination, PIRL): one unit vector for each training image, so its size is that of the data. It starts from the seed, is read before it is updated, and is part
/// of every checkpoint.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MemoryBankAttribute : Attribute
{
    /// <summary>Share of itself that an entry keeps when its image is seen, from 0 (replaced) to below 1. Default 0.5.</summary>
    public double Momentum { get; set; } = 0.5;

    /// <summary>Negatives of each image, drawn from the bank anew in every step. 0 takes every other entry: the full softmax, which needs a softmax loss. Default 4096.</summary>
    public int Negatives { get; set; } = 4096;

    /// <summary>Draw no negative twice for an image. Default false, as in the authors' code.</summary>
    public bool Distinct { get; set; }

    /// <summary>Never draw the image's own entry as a negative. Default false, as in the authors' code.</summary>
    public bool ExcludePositive { get; set; }
}
