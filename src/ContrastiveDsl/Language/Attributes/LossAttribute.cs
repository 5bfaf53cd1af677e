using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares a custom loss: a partial class with <c>public static Tensor Compute(…)</c> on the tensors that the method
/// compares, returning a scalar. For most methods these are two [B, D] batches of projections,
/// <c>Compute(Tensor z0, Tensor z1)</c>; MoCo has <c>queries, keys, queue</c> [K, D], RAFT two predictions and two
/// targets, SupCon <c>z</c> [B, V, D] and <c>labels</c> [B], siamese networks <c>z0, z1, labels</c>, methods with a
/// memory bank the cosines <c>positives</c> [B] and <c>negatives</c> [B, K], MAE <c>patches</c> and
/// <c>reconstructions</c> [B, L, P] with the <c>mask</c> [B, L], SwAV <c>scores</c> and <c>codes</c> [B, K]. A loss with
/// other tensors is an error that says which are wanted.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LossAttribute : LossPartAttribute;
