using System.IO.Hashing;
using System.Runtime.InteropServices;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>Images of one size in memory, as files of arrays have them.</summary>
/// <param name="Pixels">The bytes of [N, H, W, C].</param>
/// <param name="Count">N.</param>
/// <param name="Channels">C.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="Labels">N class numbers, −1 for an unlabeled image; or none.</param>
internal sealed record ImageArray(byte[] Pixels, int Count, int Channels, int Height, int Width, int[]? Labels)
{
    /// <summary>A hash of all of it.</summary>
    public string Fingerprint
    {
        get
        {
            var hash = new XxHash128();
            hash.Append(MemoryMarshal.AsBytes([Count, Channels, Height, Width]));
            hash.Append(Pixels);
            hash.Append(MemoryMarshal.AsBytes<int>(Labels ?? []));
            return hash.GetCurrentHashAsUInt128().ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Some of the images.</summary>
    public ImageArray Select(int[] chosen)
    {
        var size = Channels * Height * Width;
        var pixels = new byte[(long)chosen.Length * size];
        for (var i = 0; i < chosen.Length; i++)
        {
            Pixels.AsSpan(chosen[i] * size, size).CopyTo(pixels.AsSpan(i * size));
        }

        var labels = Labels is null ? null : Array.ConvertAll(chosen, index => Labels[index]);
        return new ImageArray(pixels, chosen.Length, Channels, Height, Width, labels);
    }

    /// <summary>The images as a set, held whole on a device.</summary>
    public ImageSet On(Device? device)
    {
        using var scope = NewDisposeScope();
        var there = device ?? CPU;
        var pixels = HostTensor.Upload<byte>(Pixels, [Count, Height, Width, Channels], ScalarType.Byte, there);
        return new ImageSet(pixels.permute(0, 3, 1, 2), LabelTensor(Labels));
    }

    /// <summary>Labels as a tensor in the current scope.</summary>
    public static Tensor? LabelTensor(int[]? labels) =>
        labels is null
            ? null
            : HostTensor.Upload<long>(
                Array.ConvertAll(labels, label => (long)label),
                [labels.Length],
                ScalarType.Int64,
                CPU
            );
}
