using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>The samples of a batch as an index.</summary>
internal static class SampleIndex
{
    /// <summary>
    /// Refuses what is not there: on a GPU a wrong index would end the process, not the call.
    /// </summary>
    public static void Require(int[] samples, int count)
    {
        if (samples.Length == 0)
        {
            throw new ArgumentException("The batch is empty.", nameof(samples));
        }

        foreach (var sample in samples)
        {
            if ((uint)sample >= (uint)count)
            {
                throw new ArgumentException(
                    $"The batch asks for image {sample}, but the set holds the images 0 to {count - 1}.",
                    nameof(samples)
                );
            }
        }
    }

    /// <summary>One upload, and none that waits: the copy is queued behind what the device is doing.</summary>
    public static Tensor Upload(int[] samples, Device device)
    {
        var wide = Array.ConvertAll(samples, sample => (long)sample);
        return HostTensor.Upload<long>(wide, [wide.Length], ScalarType.Int64, device);
    }
}
