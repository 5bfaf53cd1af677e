using System;

namespace ContrastiveDsl;

/// <summary>
/// NNCLR (Dwibedi et al., 2021, arXiv:2104.14548): the nearest neighbor of a view's projection, among embeddings of
/// earlier batches, stands for that view, and the prediction of the other view shall recognize it among those of the
/// batch. Positives are then other images of the same kind. Takes <see cref="BatchInfoNceLossAttribute"/>, or
/// <see cref="NtXentLossAttribute"/> with the negatives of both kinds.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NnclrAttribute : PredictiveExperimentAttribute
{
    /// <summary>
    /// Embeddings in the support set, at least a batch: those of the last batches, the oldest replaced first. It need
    /// not be a multiple of the batch. Default 65,536, for data sets much larger than that; 4,096 suits small ones.
    /// </summary>
    public int SupportSize { get; set; } = 65536;
}
