using System.Buffers;

namespace ContrastiveDsl.Data;

/// <summary>
/// Images as an encoder sees them when it embeds: the shorter side brought to the encoder's size, then the square in the
/// middle.
/// </summary>
/// <param name="source">The images, which this does not own.</param>
/// <param name="side">Side of the squares in pixels.</param>
internal sealed class SquareSource(IImageSource source, int side) : IImageSource
{
    /// <inheritdoc/>
    public int Count => source.Count;

    /// <inheritdoc/>
    public int Channels => source.Channels;

    /// <inheritdoc/>
    public PixelType PixelType => source.PixelType;

    /// <inheritdoc/>
    public (int Height, int Width) SizeOf(int index) => (side, side);

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        var (height, width) = source.SizeOf(index);
        if (height == side && width == side)
        {
            source.Read(index, pixels);
            return;
        }

        var size = checked(height * width * Channels);
        var whole = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            source.Read(index, whole.AsSpan(0, size));
            throw new NotImplementedException();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
