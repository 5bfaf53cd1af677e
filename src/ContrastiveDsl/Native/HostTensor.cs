using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Native;

/// <summary>
/// Numbers that go to a device or come back from it. This is the one place that reaches into a tensor's memory: on a
/// CPU that happens without any operator, so no recorder would see a step that reads there. What comes back goes
/// through <c>aten::item</c> first, which every recorder sees.
/// </summary>
internal static class HostTensor
{
    static HostTensor() => TorchContext.Prepare();

    /// <summary>Sends numbers to a device without waiting for what the device is doing.</summary>
    /// <param name="values">The numbers, row-major; copied before this returns.</param>
    /// <param name="shape">The shape; its product is the number of values.</param>
    /// <param name="dtype">The element type that <typeparamref name="T"/> is.</param>
    /// <param name="device">Where they shall be.</param>
    /// <returns>A tensor in the current dispose scope.</returns>
    internal static Tensor Upload<T>(ReadOnlySpan<T> values, long[] shape, ScalarType dtype, Device device)
        where T : unmanaged
    {
        var host = empty(shape, dtype);
        if (values.Length > 0)
        {
            values.CopyTo(MemoryMarshal.Cast<byte, T>(Bytes(host)));
        }

        if (device.type == DeviceType.CPU)
        {
            return host;
        }

        // From pinned memory the copy is queued like any kernel; from pageable memory the host would wait for it.
        using (host)
        {
            if (device.type != DeviceType.CUDA)
            {
                return host.to(device);
            }

            using var pinned = host.pin_memory();
            return pinned.to(device, non_blocking: true);
        }
    }

    /// <summary>All numbers of a tensor, row-major. Waits for the device.</summary>
    /// <typeparam name="T">The type that its elements have.</typeparam>
    internal static T[] Read<T>(Tensor tensor)
        where T : unmanaged
    {
        var values = new T[tensor.numel()];
        Read<T>(tensor, values);
        return values;
    }

    /// <summary>Reads all numbers of a tensor, row-major, into as many places. Waits for the device.</summary>
    /// <typeparam name="T">The type that its elements have.</typeparam>
    internal static void Read<T>(Tensor tensor, Span<T> values)
        where T : unmanaged
    {
        using var scope = NewDisposeScope();
        var host = Download(tensor);
        if (values.Length > 0)
        {
            MemoryMarshal.Cast<byte, T>(Bytes(host)).CopyTo(values);
        }
    }

    /// <summary>The same numbers on the host, one after another. Waits for the device.</summary>
    /// <returns>
    /// A tensor [N] in the current dispose scope; of a contiguous one on the host a view, not a copy.
    /// </returns>
    internal static Tensor Download(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().to(CPU).reshape(-1);
        if (flat.numel() > 0)
        {
            // For recorders: on a CPU nothing above waits, and nothing says that the numbers are about to be read.
            flat.narrow(0, 0, 1).ToScalar().Dispose();
        }

        return flat.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The memory of a contiguous tensor on the host, at most 2 GiB and at least one byte; valid as long as the tensor
    /// is.
    /// </summary>
#pragma warning disable RS0030 // The one place: what comes back from a device has gone through Download or HostMail.
    internal static Span<byte> Bytes(Tensor host) => host.bytes;
#pragma warning restore RS0030
}
