using ContrastiveDsl.Images;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>
/// Single files of images as an encoder sees them when it embeds: shorter side to its size, then the square in the
/// middle, the same numbers as those of a folder that is opened with this size.
/// </summary>
public static class ImageFiles
{
    /// <summary>Reads files, several at once.</summary>
    /// <param name="paths">The files, at least one.</param>
    /// <param name="size">S, side of the encoder's images in pixels, 1 to 8192.</param>
    /// <param name="channels">C, 3, or 1 for gray.</param>
    /// <param name="device">Where the images shall be; without it on the CPU.</param>
    /// <returns>
    /// float32 [N, C, S, S] in [0, 1] with channels-last strides, in the order of the paths, in the current dispose
    /// scope. Not normalized: that is the views' <c>Clean</c>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are no paths, or more than 2 GiB of pixels, or the size or the channels are out of their ranges.
    /// </exception>
    /// <exception cref="ImageDecodeException">A file cannot be decoded; the message names it and says why.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public static Tensor Load(IReadOnlyList<string> paths, int size, int channels = 3, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count, nameof(paths));
        var transform = new EvaluationTransform(size, channels);
        return Read(paths.Count, transform, place => transform.Load(paths[place]), device);
    }

    /// <summary>Decodes the bytes of a file, such as one that was sent to a service.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="size">S, side of the encoder's images in pixels, 1 to 8192.</param>
    /// <param name="channels">C, 3, or 1 for gray.</param>
    /// <param name="device">Where the image shall be; without it on the CPU.</param>
    /// <returns>float32 [1, C, S, S], as <see cref="Load"/> gives it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size or the channels are out of their ranges.</exception>
    /// <exception cref="ImageDecodeException">The file cannot be decoded; the message says why.</exception>
    public static Tensor Decode(ReadOnlyMemory<byte> file, int size, int channels = 3, Device? device = null)
    {
        var transform = new EvaluationTransform(size, channels);
        return Read(1, transform, _ => transform.Load(file), device);
    }

    private static Tensor Read(int count, EvaluationTransform transform, Func<int, byte[]> load, Device? device)
    {
        var (side, channels) = (transform.Size, transform.Channels);
        var length = side * side * channels;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)count * length, Array.MaxLength, nameof(count));
        var pixels = new byte[count * length];
        HostBatch.Each(count, get_num_threads(), place => load(place).CopyTo(pixels, place * length));
        return Of(pixels, count, transform, device ?? CPU);
    }

    /// <summary>
    /// Pixels of images, [count, S, S, C], as an encoder takes them: float32 [count, C, S, S] in the current scope.
    /// </summary>
    internal static Tensor Of(ReadOnlySpan<byte> pixels, int count, EvaluationTransform transform, Device device)
    {
        using var scope = NewDisposeScope();
        var (side, channels) = (transform.Size, transform.Channels);
        var bytes = HostTensor.Upload(pixels, [count, side, side, channels], ScalarType.Byte, device);
        return PixelStorage.AsImages(bytes).MoveToOuterDisposeScope();
    }
}
