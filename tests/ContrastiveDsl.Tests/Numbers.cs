using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests;

/// <summary>Moves numbers between managed arrays and tensors.</summary>
internal static class Numbers
{
    public static Tensor Floats(IEnumerable<double> values, params long[] shape) =>
        Of([.. values.Select(value => (float)value)], shape, ScalarType.Float32);

    public static Tensor Doubles(IEnumerable<double> values, params long[] shape) =>
        Of([.. values], shape, ScalarType.Float64);

    public static Tensor Longs(IEnumerable<long> values, params long[] shape) =>
        Of([.. values], shape, ScalarType.Int64);

    /// <summary>Uniform numbers from [0, 1) that depend on the seed alone.</summary>
    public static Tensor Random(int seed, params long[] shape)
    {
        var random = new Random(seed);
        return Floats(
            Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (double)random.NextSingle()),
            shape
        );
    }

    public static double[] Values(this Tensor tensor)
    {
        using var plain = tensor.detach().to(ScalarType.Float64).contiguous();
        using var data = plain.data<double>();
        return data.ToArray();
    }

    /// <summary>The same images with channels-last strides.</summary>
    public static Tensor ChannelsLast(this Tensor images) =>
        images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    public static void ShouldEqual(this Tensor actual, Tensor expected, double tolerance = 0)
    {
        actual.shape.Should().Equal(expected.shape);
        var a = actual.Values();
        var e = expected.Values();
        var worst =
            a.Length == 0
                ? 0
                : Enumerable
                    .Range(0, a.Length)
                    .MaxBy(i => double.IsNaN(a[i]) ? double.PositiveInfinity : Math.Abs(a[i] - e[i]));
        if (a.Length > 0)
        {
            a[worst].Should().BeApproximately(e[worst], tolerance, "element {0} differs most", worst);
        }
    }

    private static Tensor Of<T>(T[] values, long[] shape, ScalarType dtype)
        where T : unmanaged
    {
        var tensor = torch.empty(shape.Length == 0 ? [values.Length] : shape, dtype: dtype);
        tensor.numel().Should().Be(values.Length, "the shape is that of the values");

        // TorchSharp's own way, data<T>().CopyFrom, throws where there is nothing to copy.
        if (values.Length > 0)
        {
            MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(tensor.bytes);
        }

        return tensor;
    }
}
