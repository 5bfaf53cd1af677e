using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>Sends numbers from the host to a device without waiting for what the device is doing.</summary>
internal static class HostUpload
{
    /// <param name="values">The numbers, row-major; copied before this returns.</param>
    /// <param name="shape">The shape; its product is the number of values.</param>
    /// <param name="dtype">The element type that <typeparamref name="T"/> is.</param>
    /// <param name="device">Where they shall be.</param>
    /// <returns>A tensor in the current dispose scope.</returns>
    internal static Tensor Of<T>(ReadOnlySpan<T> values, long[] shape, ScalarType dtype, Device device)
        where T : unmanaged
    {
        var host = empty(shape, dtype);
        if (values.Length > 0)
        {
            using var data = host.data<T>();
            data.CopyFrom(values);
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
}
