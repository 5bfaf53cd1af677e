using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>Where one parameter lies in its group's flat tensor.</summary>
/// <param name="Name">
/// The module's position in the set and the parameter's key in it, such as <c>0.conv1.weight</c>.
/// </param>
/// <param name="Shape">The parameter's sizes.</param>
/// <param name="Strides">
/// Its strides inside the flat tensor; convolution weights [O, I, kh, kw] are stored as [O, kh, kw, I].
/// </param>
/// <param name="Offset">Its first element.</param>
/// <param name="Length">The number of its elements.</param>
public sealed record ParameterLayout(string Name, long[] Shape, long[] Strides, long Offset, long Length)
{
    /// <summary>
    /// Parameters start at multiples of so many elements, so that vectorized kernels find them aligned.
    /// </summary>
    internal const long Alignment = 16;

    /// <summary>Where the next parameter may start.</summary>
    internal long End => (Offset + Length + Alignment - 1) / Alignment * Alignment;

    internal static ParameterLayout Place(string name, long[] shape, long offset) =>
        new(
            name,
            shape,
            shape.Length == 4 ? ChannelsLast(shape) : RowMajor(shape),
            offset,
            shape.Aggregate(1L, (product, size) => product * size)
        );

    internal bool IsSameAs(ParameterLayout other) =>
        Name == other.Name && Offset == other.Offset && Shape.AsSpan().SequenceEqual(other.Shape);

    /// <summary>A parameter's own elements in its shape: a view, in the order in which they lie.</summary>
    /// <param name="elements">[Length].</param>
    internal Tensor Shaped(Tensor elements) =>
        Shape.Length == 4
            ? elements.view(Shape[0], Shape[2], Shape[3], Shape[1]).permute(0, 3, 1, 2)
            : elements.view(Shape);

    private static long[] ChannelsLast(long[] shape) =>
        [shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]];

    private static long[] RowMajor(long[] shape)
    {
        var strides = new long[shape.Length];
        var stride = 1L;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }
}
