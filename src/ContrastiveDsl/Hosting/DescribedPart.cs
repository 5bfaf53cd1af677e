namespace ContrastiveDsl.Hosting;

/// <summary>An encoder or a head, layer by layer.</summary>
/// <param name="Title">Its class and, in brackets, what it is.</param>
/// <param name="Layers">Its layers in order.</param>
/// <param name="Parameters">
/// Trainable parameters; null for a custom module, whose number nobody knows before it is built.
/// </param>
internal sealed record DescribedPart(string Title, IReadOnlyList<DescribedLayer> Layers, long? Parameters);
