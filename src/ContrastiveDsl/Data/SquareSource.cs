using System.Buffers;
using ContrastiveDsl.Images;

namespace ContrastiveDsl.Data;

/// <summary>
/// Images as an encoder sees them when it embeds: the shorter side brought to the encoder's size, then the square in
/// the middle.
/// </summary>
internal sealed class SquareSource : IImageSource
{
    private readonly IImageSource source;
    private readonly int side;
    private readonly EvaluationTransform transform;

    /// <summary>Looks at other images so.</summary>
    /// <param name="source">The images, which this does not own.</param>
    /// <param name="side">Side of the squares in pixels.</param>
    public SquareSource(IImageSource source, int side)
    {
        this.source = source;
        this.side = side;
        // Of other numbers of channels each is an image of its own.
        transform = new EvaluationTransform(side, source.Channels == 3 ? 3 : 1);
    }

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
        var square = ArrayPool<byte>.Shared.Rent(pixels.Length);
        try
        {
            source.Read(index, whole.AsSpan(0, size));
            if (transform.Channels == Channels)
            {
                var target = square.AsMemory(0, pixels.Length);
                transform.Apply(whole.AsSpan(0, size), width, height, target);
                target.Span.CopyTo(pixels);
            }
            else
            {
                Transform(whole.AsSpan(0, size), width, height, pixels);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
            ArrayPool<byte>.Shared.Return(square);
        }
    }

    /// <inheritdoc/>
    public void Read(int index, Span<float> pixels)
    {
        var (height, width) = source.SizeOf(index);
        if (height != side || width != side)
        {
            throw new NotSupportedException(
                $"Image {index} has {height}×{width} float pixels, which are not resized: give images of {side}×{side} pixels, or bytes."
            );
        }

        source.Read(index, pixels);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    /// <summary>Channel by channel.</summary>
    private void Transform(ReadOnlySpan<byte> whole, int width, int height, Span<byte> pixels)
    {
        var plane = new byte[width * height];
        var square = new byte[side * side];
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = whole[(i * Channels) + channel];
            }

            transform.Apply(plane, width, height, square);
            for (var i = 0; i < square.Length; i++)
            {
                pixels[(i * Channels) + channel] = square[i];
            }
        }
    }
}
