namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>A term of a loss over a memory bank.</summary>
/// <param name="Name">What its values are called among the expected results.</param>
/// <param name="Embeddings">The input with its embeddings.</param>
/// <param name="Negatives">The input with its negatives; <see langword="null"/> for all rows but the own one.</param>
/// <param name="Weight">Its weight in the loss.</param>
/// <param name="Nce">Whether it is noise-contrastive estimation, or else the softmax.</param>
internal sealed record MemoryTerm(string Name, string Embeddings, string? Negatives, double Weight, bool Nce);
