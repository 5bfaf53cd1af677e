using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">The key.</param>
/// <param name="Dtype">The type of the elements.</param>
/// <param name="Shape">The sizes, outermost first; empty for a scalar.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end (exclusive).</param>
public sealed record SafetensorsEntry(string Name, ScalarType Dtype, long[] Shape, long Begin, long End)
{
    /// <summary>The number of bytes.</summary>
    public long ByteCount => End - Begin;

    /// <summary>Type and shape for messages, such as <c>Float32 [64, 3, 7, 7]</c>.</summary>
    public string Description => Describe(Dtype, Shape);

    internal static string Describe(ScalarType dtype, IEnumerable<long> shape) =>
        $"{dtype} [{string.Join(", ", shape)}]";
}
