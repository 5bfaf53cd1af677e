using ContrastiveDsl.Images;

namespace ContrastiveDsl.Data;

/// <summary>Images that are decoded each time they are read.</summary>
/// <param name="folder">The folder of images.</param>
/// <param name="entries">The images, known to be good.</param>
/// <param name="decoding">How they were decoded when they were found to be good.</param>
internal sealed class DecodedFiles(string folder, IReadOnlyList<StoreEntry> entries, DecodeOptions decoding)
    : IImageSource
{
    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <inheritdoc/>
    public int Channels => decoding.Channels;

    /// <inheritdoc/>
    public PixelType PixelType => PixelType.Byte;

    /// <inheritdoc/>
    public (int Height, int Width) SizeOf(int index) => (entries[index].Height, entries[index].Width);

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        var entry = entries[index];
        var image = Decode(entry);
        if (image.Height != entry.Height || image.Width != entry.Width)
        {
            throw new IOException($"'{Path.Combine(folder, entry.Path)}' has changed since the run began.");
        }

        image.Pixels.CopyTo(pixels);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private DecodedImage Decode(StoreEntry entry)
    {
        var path = Path.Combine(folder, entry.Path);
        try
        {
            return ImageDecoder.Decode(path, decoding);
        }
        catch (ImageDecodeException exception)
        {
            throw new IOException($"'{path}' could be read before, but no longer: {exception.Reason}.");
        }
    }
}
