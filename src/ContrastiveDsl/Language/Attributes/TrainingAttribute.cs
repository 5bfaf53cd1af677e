using System;

namespace ContrastiveDsl;

/// <summary>Settings of a run; the command line can override epochs, batch size and seed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TrainingAttribute : SettingAttribute
{
    /// <summary>Passes over the images, 1 or more. Default 100.</summary>
    public int Epochs { get; set; } = 100;

    /// <summary>
    /// Images of a step, 1 to 1,048,576; each gives as many views as the method takes, mostly two. Negatives from the
    /// batch and batch normalization of vectors need 2. Default 256.
    /// </summary>
    public int BatchSize { get; set; } = 256;

    /// <summary>
    /// Images that pass the networks together, 2 or more and a divisor of <see cref="BatchSize"/>; 0, the default, for
    /// all. One micro-batch follows the other, so that a step takes the memory of a micro-batch and trains as the whole
    /// batch does. Gradients add up, at no cost, of a loss that is a mean over images, such as MAE's and MoCo's; they
    /// wait for a loss that needs the whole batch, such as SimCLR's or one with a memory bank, at the cost of a forward
    /// pass more (Gao et al., 2021, arXiv:2101.06983). Rule CDSL4033 names the methods. Exact where no layer looks at
    /// other images, as with <see cref="Norm.Group"/> and <see cref="Norm.Layer"/>.
    /// </summary>
    public int MicroBatch { get; set; }

    /// <summary>Seed of everything random, 0 or more. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>
    /// The type in which the networks compute. Default <see cref="Precision.Float32"/>.
    /// </summary>
    public Precision Precision { get; set; }
}
