using System;

namespace ContrastiveDsl;

/// <summary>
/// End-to-end contrast with two encoders (Hadsell, Chopra and LeCun, 2006; the first mechanism that MoCo, He et al.,
/// 2019, arXiv:1911.05722, figure 2a, compares): one network encodes queries, another one keys, both are trained by
/// gradients, and the negatives are the other keys of the batch.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EndToEndAttribute : ExperimentAttribute
{
    /// <summary>
    /// The encoder of the keys: a class with <see cref="EncoderAttribute"/>. Default: that of the queries, with weights
    /// of its own.
    /// </summary>
    public Type? KeyEncoder { get; set; }

    /// <summary>
    /// The projection head of the keys: a class with <see cref="ProjectionHeadAttribute"/>. Default: that of the
    /// queries, with weights of its own.
    /// </summary>
    public Type? KeyProjector { get; set; }
}
