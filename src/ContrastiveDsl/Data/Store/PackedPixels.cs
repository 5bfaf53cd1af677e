namespace ContrastiveDsl.Data;

/// <summary>The decoded images of a store, mapped into memory.</summary>
internal sealed class PackedPixels : IImageSource
{
    private readonly (long Offset, int Height, int Width)[] places;
    private readonly MappedFile pixels;

    /// <summary>Takes over the pixels of a store.</summary>
    /// <param name="pixels">The pixels, disposed with this.</param>
    /// <param name="entries">The images, all of them good.</param>
    /// <param name="channels">Channels of every image.</param>
    public PackedPixels(MappedFile pixels, IEnumerable<StoreEntry> entries, int channels)
    {
        this.pixels = pixels;
        places = [.. entries.Select(entry => (entry.Offset, entry.Height, entry.Width))];
        Channels = channels;
    }

    /// <inheritdoc/>
    public int Count => places.Length;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public PixelType PixelType => PixelType.Byte;

    /// <inheritdoc/>
    public (int Height, int Width) SizeOf(int index) => (places[index].Height, places[index].Width);

    /// <inheritdoc/>
    public void Read(int index, Span<byte> target)
    {
        var (offset, height, width) = places[index];
        pixels.Bytes(offset, checked(height * width * Channels)).CopyTo(target);
    }

    /// <inheritdoc/>
    public void Dispose() => pixels.Dispose();
}
