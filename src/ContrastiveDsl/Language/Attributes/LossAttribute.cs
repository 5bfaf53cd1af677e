using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares a custom loss: a partial class with <c>public static Tensor Compute(…)</c> on the tensors that the method
/// compares, returning a scalar. For most methods these are two [B, D] batches of projections,
/// <c>Compute(Tensor z0, Tensor z1)</c>; MoCo has <c>queries, keys, queue</c> [K, D], RAFT
/// <c>predictions0, predictions1, targets0, targets1</c>, SupCon <c>z</c> [B, V, D] and <c>labels</c> [B], siamese
/// networks <c>z0, z1, labels</c>, methods with a memory bank the cosines <c>positives</c> [B] and <c>negatives</c>
/// [B, K], MAE and SimMIM <c>patches, reconstructions</c> [B, L, P] and the <c>mask</c> [B, L], SwAV
/// <c>scores, codes</c> [B, K], DINO <c>scores, distributions</c> [B, K], distillation <c>embeddings, targets</c> [B,
/// D] and <c>queue</c> [K, D]. A loss with other tensors is an error that says which are wanted.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LossAttribute : LossPartAttribute;
