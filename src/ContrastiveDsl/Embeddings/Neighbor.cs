namespace ContrastiveDsl.Embeddings;

/// <summary>An image that resembles another one.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Cosine">The cosine of the two embeddings, from −1 to 1.</param>
internal readonly record struct Neighbor(long Row, float Cosine);
