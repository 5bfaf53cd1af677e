namespace ContrastiveDsl.Hosting;

/// <summary>One line of the shape flow.</summary>
/// <param name="Name">Name of the layer as in the state dict, or of the stage that the images have reached.</param>
/// <param name="What">The layer in a few words; empty for a stage.</param>
/// <param name="Output">Shape after it: <c>[N, 64, 14, 14]</c>.</param>
/// <param name="Parameters">
/// Trainable parameters; null where nobody knows before the module is built, and for a stage.
/// </param>
internal sealed record DescribedLayer(string Name, string What, string Output, long? Parameters);
