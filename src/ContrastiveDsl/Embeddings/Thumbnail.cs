namespace ContrastiveDsl.Embeddings;

/// <summary>A small picture.</summary>
/// <param name="MediaType">Its format, such as <c>image/jpeg</c>.</param>
/// <param name="Bytes">The file.</param>
internal sealed record Thumbnail(string MediaType, byte[] Bytes);
