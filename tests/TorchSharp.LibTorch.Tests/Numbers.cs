using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests;

/// <summary>Between arrays and tensors.</summary>
internal static class Numbers
{
    internal static Tensor Of(float[] values, params long[] shape)
    {
        var tensor = torch.empty(shape.Length == 0 ? [values.Length] : shape);
        tensor.data<float>().CopyFrom(values);
        return tensor;
    }

    internal static Tensor Of(long[] values)
    {
        var tensor = torch.empty(new long[] { values.Length }, ScalarType.Int64);
        tensor.data<long>().CopyFrom(values);
        return tensor;
    }

    internal static float[] Floats(this Tensor tensor) => tensor.detach().data<float>().ToArray();

    internal static long[] Longs(this Tensor tensor) => tensor.data<long>().ToArray();

    internal static void ShouldBe(this Tensor tensor, params float[] expected)
    {
        var values = tensor.Floats();
        values.Should().HaveCount(expected.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i].Should().BeApproximately(expected[i], 1e-5f, "of element {0}", i);
        }
    }
}
