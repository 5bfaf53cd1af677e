using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>The element types of safetensors that Torch shares.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Dtype, int Size)[] All =
    [
        ("F64", ScalarType.Float64, 8),
        ("I64", ScalarType.Int64, 8),
        ("F32", ScalarType.Float32, 4),
        ("I32", ScalarType.Int32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    internal static string Names => string.Join(", ", All.Select(type => type.Name));

    internal static bool TryParse(string name, out ScalarType dtype)
    {
        var index = Array.FindIndex(All, type => type.Name == name);
        dtype = index < 0 ? default : All[index].Dtype;
        return index >= 0;
    }

    /// <exception cref="NotSupportedException">Safetensors has no such type.</exception>
    internal static string NameOf(ScalarType dtype) => Find(dtype).Name;

    /// <exception cref="NotSupportedException">Safetensors has no such type.</exception>
    internal static int SizeOf(ScalarType dtype) => Find(dtype).Size;

    private static (string Name, ScalarType Dtype, int Size) Find(ScalarType dtype)
    {
        var index = Array.FindIndex(All, type => type.Dtype == dtype);
        return index >= 0
            ? All[index]
            : throw new NotSupportedException($"A safetensors file cannot hold {dtype} tensors; it can hold {Names}.");
    }
}
