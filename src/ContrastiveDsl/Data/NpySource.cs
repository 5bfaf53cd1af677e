namespace ContrastiveDsl.Data;

/// <summary>Images of a <c>.npy</c> file that is too large to be held, mapped into memory.</summary>
internal sealed class NpySource : IImageSource
{
    private readonly MappedFile file;
    private readonly int dataStart;
    private readonly (int Height, int Width) size;

    /// <summary>Maps a file.</summary>
    /// <exception cref="DataFormatException">It holds no images.</exception>
    public NpySource(string path)
    {
        (var header, Count, size.Height, size.Width, Channels) = NpyFile.Images(path);
        dataStart = header.DataStart;
        file = new MappedFile(path);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public PixelType PixelType => PixelType.Byte;

    /// <inheritdoc/>
    public (int Height, int Width) SizeOf(int index) => size;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        var bytes = size.Height * size.Width * Channels;
        file.Bytes(dataStart + ((long)index * bytes), bytes).CopyTo(pixels);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
