using ContrastiveDsl.Images;
using static TorchSharp.torch;

namespace ContrastiveDsl.Embeddings;

/// <summary>Images as an encoder takes them.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Pixels">float32 [names, C, S, S] in [0, 1] on the CPU; null where none could be read.</param>
/// <param name="Broken">Those that could not be read.</param>
internal sealed record ReadImages(IReadOnlyList<string> Names, Tensor? Pixels, IReadOnlyList<BrokenImage> Broken)
{
    /// <summary>The names of those that could not be opened, and may be fine at another attempt.</summary>
    internal IReadOnlyList<string> Unopened { get; init; } = [];
}
