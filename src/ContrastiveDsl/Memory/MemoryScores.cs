using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// How alike the embeddings of a batch and the rows of a <see cref="MemoryBank"/> are: what losses over a memory bank
/// are made of.
/// </summary>
/// <param name="Positives">
/// The cosine of each embedding and its image's own row, [B], from -1 to 1, with gradients to the embeddings.
/// </param>
/// <param name="Negatives">
/// The cosines with the rows of its negatives, [B, K], with gradients to the embeddings. If they are all rows but its
/// own, [B, N] with -∞ at its own.
/// </param>
public sealed record MemoryScores(Tensor Positives, Tensor Negatives);
