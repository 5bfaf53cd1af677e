using System;

namespace ContrastiveDsl;

/// <summary>
/// The queue of an experiment's negatives (MoCo): keys of earlier batches, the oldest replaced first. It starts with
/// random unit vectors and is part of every checkpoint.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NegativeQueueAttribute : SettingAttribute
{
    /// <summary>A queue of the default size, or of the <see cref="Size"/> that is written.</summary>
    public NegativeQueueAttribute() { }

    /// <summary>A queue of this size.</summary>
    /// <param name="size">Keys in the queue, at least those of a step.</param>
    public NegativeQueueAttribute(int size) => Size = size;

    /// <summary>
    /// Keys in the queue, at least those of a step: a batch, or two with <see cref="MoCoAttribute.Symmetric"/>. It need
    /// not be a multiple of the batch. Default 65,536, for data sets much larger than that; 4,096 suits small ones.
    /// </summary>
    public int Size { get; set; } = 65536;
}
