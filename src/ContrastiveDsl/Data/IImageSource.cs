namespace ContrastiveDsl.Data;

/// <summary>
/// Images that a program brings itself, of any sizes and any number of channels: a database, an archive, a format of
/// its own.
/// </summary>
/// <remarks>
/// <para><see cref="ImageSet.Open"/> makes a set of it. Only the images of the next few batches are held in memory, so
/// a source may be larger than that.</para>
/// <para>Reading is called from several threads at once, and the same image must always give the same pixels: a run
/// that is resumed reads it again.</para>
/// </remarks>
public interface IImageSource : IDisposable
{
    /// <summary>The number of images, at least 1.</summary>
    int Count { get; }

    /// <summary>Channels of every image, at least 1.</summary>
    int Channels { get; }

    /// <summary>What the pixels are, and so which of the two methods is called.</summary>
    PixelType PixelType { get; }

    /// <summary>The size of an image in pixels, each at least 1.</summary>
    /// <param name="index">The image, from 0.</param>
    (int Height, int Width) SizeOf(int index);

    /// <summary>Reads the pixels of an image, if they are bytes.</summary>
    /// <param name="index">The image, from 0.</param>
    /// <param name="pixels">
    /// Takes height · width · channels bytes: row by row from the top, in a row from the left, the channels of a pixel
    /// side by side. 255 stands for 1.
    /// </param>
    void Read(int index, Span<byte> pixels) =>
        throw new NotSupportedException($"{GetType().Name} says that its pixels are bytes, but does not read them.");

    /// <summary>Reads the pixels of an image, if they are float32.</summary>
    /// <param name="index">The image, from 0.</param>
    /// <param name="pixels">
    /// Takes as many numbers, in the same order; [0, 1] is what transforms of color expect.
    /// </param>
    void Read(int index, Span<float> pixels) =>
        throw new NotSupportedException($"{GetType().Name} says that its pixels are floats, but does not read them.");
}
