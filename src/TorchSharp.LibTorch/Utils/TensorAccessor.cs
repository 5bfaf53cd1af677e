namespace TorchSharp.Utils;

/// <summary>Which .NET type stands for which element type.</summary>
internal static class TensorAccessor
{
    internal static ScalarType TypeOf<T>() => default(T) switch
    {
        byte => ScalarType.Byte,
        sbyte => ScalarType.Int8,
        short => ScalarType.Int16,
        int => ScalarType.Int32,
        long => ScalarType.Int64,
        Half => ScalarType.Float16,
        float => ScalarType.Float32,
        double => ScalarType.Float64,
        bool => ScalarType.Bool,
        ValueTuple<float, float> => ScalarType.ComplexFloat32,
        System.Numerics.Complex => ScalarType.ComplexFloat64,
        _ => throw new ArgumentException($"{typeof(T).Name} is no element type of tensors."),
    };

    internal static void RequireType<T>(Tensor tensor)
    {
        if (TypeOf<T>() != tensor.dtype)
        {
            throw new ArgumentException($"{typeof(T).Name} is not compatible with {tensor.dtype}");
        }
    }
}
