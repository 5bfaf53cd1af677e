namespace ContrastiveDsl.Data;

/// <summary>The decoded images of a store, mapped into memory.</summary>
internal sealed class PackedPixels : IImageSource
{
    private readonly IReadOnlyList<StoreEntry> entries;
    private readonly MappedFile pixels;

    /// <summary>Maps the pixels of a store.</summary>
    /// <param name="store">The store's folder.</param>
    /// <param name="entries">The images, all of them good.</param>
    /// <param name="channels">Channels of every image.</param>
    public PackedPixels(string store, IReadOnlyList<StoreEntry> entries, int channels)
    {
        this.entries = entries;
        Channels = channels;
        pixels = new MappedFile(StoreFiles.PixelsPath(store));
    }

    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public PixelType PixelType => PixelType.Byte;

    /// <inheritdoc/>
    public (int Height, int Width) SizeOf(int index) => (entries[index].Height, entries[index].Width);

    /// <inheritdoc/>
    public void Read(int index, Span<byte> target)
    {
        var entry = entries[index];
        pixels.Bytes(entry.Offset, checked(entry.Height * entry.Width * Channels)).CopyTo(target);
    }

    /// <inheritdoc/>
    public void Dispose() => pixels.Dispose();
}
