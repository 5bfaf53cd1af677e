using System;

namespace ContrastiveDsl;

/// <summary>
/// MoCo v1 and v2 (He et al., 2019, arXiv:1911.05722; Chen et al., 2020, arXiv:2003.04297): a query shall recognize the
/// key of its image's other view against a queue of keys of earlier batches; a momentum encoder makes all keys. Needs
/// <see cref="NegativeQueueAttribute"/>; <see cref="MomentumEncoderAttribute"/> defaults to a constant 0.999.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MoCoAttribute : ExperimentAttribute
{
    /// <summary>
    /// 1 or 2, the default. The loop is the same; the versions differ in their parts. Checked is the head: version 1
    /// has a single linear layer, version 2 a hidden layer. Version 1 also has τ = 0.07; version 2 no normalization in
    /// its head, τ = 0.2, blur and a cosine schedule.
    /// </summary>
    public int Version { get; set; } = 2;

    /// <summary>
    /// Use each view as a query and as a key: the sum of both losses, then both batches of keys enter the queue, as in
    /// the authors' CIFAR demo. Default false, as in the papers: the first view is the query, the second the key.
    /// </summary>
    public bool Symmetric { get; set; }
}
