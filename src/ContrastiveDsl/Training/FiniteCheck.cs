using System.Numerics;
using System.Runtime.InteropServices;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Finds values that are not finite numbers by their bits: those whose exponent is all ones. Reads the host's memory on
/// the calling thread alone, so that a check beside the training takes no thread from it.
/// </summary>
internal static class FiniteCheck
{
    private const long ElementsAtOnce = 1 << 24;

    /// <summary>
    /// The first key, in ordinal order, whose tensor holds an infinity or no number; null where all values are finite.
    /// </summary>
    /// <param name="tensors">Row-major tensors on the CPU.</param>
    internal static string? FirstBad(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.Where(pair => HasBad(pair.Value)).Select(pair => pair.Key).Min(StringComparer.Ordinal);

    private static bool HasBad(Tensor tensor) =>
        tensor.dtype switch
        {
            ScalarType.Float16 => Has<ushort>(tensor, 0x7C00),
            ScalarType.BFloat16 => Has<ushort>(tensor, 0x7F80),
            ScalarType.Float32 => Has<uint>(tensor, 0x7F80_0000),
            ScalarType.Float64 => Has<ulong>(tensor, 0x7FF0_0000_0000_0000),
            _ => false,
        };

    private static bool Has<T>(Tensor tensor, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        using var scope = NewDisposeScope();
        var flat = tensor.view(-1);
        var count = flat.numel();
        for (var start = 0L; start < count; start += ElementsAtOnce)
        {
            var piece = flat.narrow(0, start, Math.Min(ElementsAtOnce, count - start));
            if (Has(MemoryMarshal.Cast<byte, T>(HostTensor.Bytes(piece)), exponent))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has<T>(ReadOnlySpan<T> values, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        var mask = new Vector<T>(exponent);
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        foreach (var vector in vectors)
        {
            if (Vector.EqualsAny(vector & mask, mask))
            {
                return true;
            }
        }

        foreach (var value in values[(vectors.Length * Vector<T>.Count)..])
        {
            if ((value & exponent) == exponent)
            {
                return true;
            }
        }

        return false;
    }
}
