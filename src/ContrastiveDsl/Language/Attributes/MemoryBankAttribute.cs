using System;

namespace ContrastiveDsl;

/// <summary>
/// The memory bank of an experiment (instance discrimination, PIRL): one unit vector for each training image, so its
/// size is that of the data. It starts with random vectors from the seed or, with <see cref="Fill"/>, with embeddings,
/// is read before it is updated, and is part of every checkpoint.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MemoryBankAttribute : SettingAttribute
{
    /// <summary>
    /// Share of itself that an entry keeps when its image is seen, from 0 (replaced) to below 1. Default 0.5.
    /// </summary>
    public double Momentum { get; set; } = 0.5;

    /// <summary>
    /// Negatives of each image, drawn from the bank anew in every step. 0 takes every other entry: the full softmax,
    /// which needs a softmax loss. Default 4096.
    /// </summary>
    public int Negatives { get; set; } = 4096;

    /// <summary>
    /// Begin with embeddings of the images themselves, by a pass without gradients before the first step, instead of
    /// random vectors. Default false, as in the authors' code, whose runs have hundreds of epochs; a run of a few needs
    /// it, or it learns which entries are still random. <see cref="NceLossAttribute"/>'s estimate of Z then meets
    /// positives that are close already; at temperatures well below 0.2 state its
    /// <see cref="NceLossAttribute.Partition"/>.
    /// </summary>
    public bool Fill { get; set; }

    /// <summary>Draw no negative twice for an image. Default false, as in the authors' code.</summary>
    public bool Distinct { get; set; }

    /// <summary>Never draw the image's own entry as a negative. Default false, as in the authors' code.</summary>
    public bool ExcludePositive { get; set; }
}
