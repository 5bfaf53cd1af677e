namespace ContrastiveDsl.Language;

/// <summary>A residual network of the catalogue as data.</summary>
/// <param name="Backbone">Which one.</param>
/// <param name="Blocks">Blocks in each of its four stages.</param>
/// <param name="HasBottlenecks">Whether blocks are bottlenecks, whose output is four times as wide.</param>
internal sealed record BackboneEntry(Backbone Backbone, EquatableArray<int> Blocks, bool HasBottlenecks)
{
    /// <summary>Output channels of a block over its width.</summary>
    public int Expansion => HasBottlenecks ? 4 : 1;

    /// <summary>Size of the output for the given channels of the first stage.</summary>
    public int Features(int width = 64) => width * 8 * Expansion;
}
