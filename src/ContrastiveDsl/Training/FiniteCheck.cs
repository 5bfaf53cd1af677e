using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Finds values that are not finite numbers: one reduction for each tensor on its device, and one read for all tensors
/// of a device.
/// </summary>
internal static class FiniteCheck
{
    /// <summary>
    /// The first key, in ordinal order, whose tensor holds an infinity or no number; null where all values are finite.
    /// Waits for the device.
    /// </summary>
    internal static string? FirstBad(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var noGrad = no_grad();
        return tensors
            .Where(pair => IsFloating(pair.Value.dtype))
            .GroupBy(pair => pair.Value.device.ToString(), StringComparer.Ordinal)
            .SelectMany(BadOf)
            .Min(StringComparer.Ordinal);
    }

    private static List<string> BadOf(IEnumerable<KeyValuePair<string, Tensor>> onOneDevice)
    {
        using var scope = NewDisposeScope();
        var pairs = onOneDevice.ToArray();
        var flags = HostTensor.Read<bool>(stack(pairs.Select(pair => pair.Value.isfinite().all()).ToArray()));
        return [.. pairs.Where((_, index) => !flags[index]).Select(pair => pair.Key)];
    }

    private static bool IsFloating(ScalarType dtype) =>
        dtype is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;
}
