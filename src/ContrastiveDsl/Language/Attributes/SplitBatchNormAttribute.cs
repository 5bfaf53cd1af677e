using System;

namespace ContrastiveDsl;

/// <summary>
/// Batch normalization of the whole encoder, residual blocks and backbones included, takes its statistics over parts of
/// a batch in training, as if each part were on a device of its own. Without it queries and keys share statistics from
/// which it can be told which belong together (MoCo: He et al., 2019, arXiv:1911.05722). Evaluation is not affected.
/// </summary>
/// <param name="splits">
/// Parts of a batch, at least 2; 8 in the authors' CIFAR demo. They must divide the images that pass the encoder
/// together: a batch, or all its views where these are joined.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SplitBatchNormAttribute(int splits) : Attribute
{
    /// <summary>Parts of a batch.</summary>
    public int Splits { get; } = splits;
}
