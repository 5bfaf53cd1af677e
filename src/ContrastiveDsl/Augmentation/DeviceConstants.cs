using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Small tensors of fixed values, uploaded to each device once and kept, so that no training step waits for an upload.
/// </summary>
internal static class DeviceConstants
{
    private static readonly Lock Gate = new();

    // Replaced, never changed: readers need no lock. There are a handful of entries for each family.
    private static Entry[] entries = [];

    /// <summary>A float32 tensor of these values on the device of another tensor. It is shared: read it only.</summary>
    public static Tensor Get(Tensor like, ReadOnlySpan<double> values, ReadOnlySpan<long> shape)
    {
        var device = like.device;
        return Find(device, values, shape) ?? Add(device, values, shape);
    }

    private static Tensor? Find(Device device, ReadOnlySpan<double> values, ReadOnlySpan<long> shape)
    {
        foreach (var entry in Volatile.Read(ref entries))
        {
            if (
                entry.Type == device.type
                && entry.Index == device.index
                && values.SequenceEqual(entry.Values)
                && shape.SequenceEqual(entry.Shape)
            )
            {
                return entry.Tensor;
            }
        }

        return null;
    }

    private static Tensor Add(Device device, ReadOnlySpan<double> values, ReadOnlySpan<long> shape)
    {
        lock (Gate)
        {
            if (Find(device, values, shape) is { } present)
            {
                return present;
            }

            var single = Array.ConvertAll(values.ToArray(), value => (float)value);
            var tensor = HostTensor
                .Upload<float>(single, shape.ToArray(), ScalarType.Float32, device)
                .DetachFromDisposeScope();
            Volatile.Write(
                ref entries,
                [.. entries, new Entry(device.type, device.index, values.ToArray(), shape.ToArray(), tensor)]
            );
            return tensor;
        }
    }

    private sealed record Entry(DeviceType Type, int Index, double[] Values, long[] Shape, Tensor Tensor);
}
