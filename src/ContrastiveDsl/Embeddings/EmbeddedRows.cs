namespace ContrastiveDsl.Embeddings;

/// <summary>Embeddings of some images that follow one another.</summary>
/// <param name="Names">The images' names, one for each row.</param>
/// <param name="Values">The embeddings, [names, D], row after row.</param>
internal sealed record EmbeddedRows(IReadOnlyList<string> Names, float[] Values);
