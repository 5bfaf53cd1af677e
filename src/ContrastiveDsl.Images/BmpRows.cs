using System.Buffers.Binary;

namespace ContrastiveDsl.Images;

/// <summary>The rows of a BMP file, as red, green and blue.</summary>
internal sealed class BmpRows : RowReader
{
    private readonly BmpHeader _header;
    private readonly ReadOnlyMemory<byte> _file;
    private readonly ImageColor _background;

    /// <summary>For a file with runs: the color indices of all pixels, in the order in which rows are stored.</summary>
    private readonly byte[]? _indices;
    private int _next;

    /// <param name="header">The file's header, whose size was found to be allowed.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="background">What shows through.</param>
    /// <param name="name">The file's name, for errors.</param>
    internal BmpRows(BmpHeader header, ReadOnlyMemory<byte> file, ImageColor background, string? name)
    {
        (_header, _file, _background) = (header, file, background);
        if (header.HasRuns)
        {
            _indices = new byte[checked(header.Width * header.Height)];
            BmpRuns.Expand(header, file.Span, _indices, name);
            return;
        }

        // Some writers leave the last row's padding out.
        var needed = (header.Stride * (header.Height - 1)) + ((((long)header.Width * header.Bits) + 7) / 8);
        if (header.Offset + needed > file.Length)
        {
            throw new ImageDecodeException(name, "its pixels end too early, the file is cut off");
        }
    }

    internal override int Width => _header.Width;

    internal override int Height => _header.Height;

    internal override int Channels => 3;

    internal override void Read(Span<byte> row)
    {
        var y = _header.IsTopDown ? _next : Height - 1 - _next;
        _next++;
        if (_indices is not null)
        {
            Look(_indices.AsSpan(y * Width, Width), row);
            return;
        }

        var stored = _file.Span[(int)(_header.Offset + (y * _header.Stride))..];
        switch (_header.Bits)
        {
            case 24:
                Swap(stored, row);
                break;
            case 16 or 32:
                Unmask(stored, row);
                break;
            default:
                Unpack(stored, row);
                break;
        }
    }

    public override void Dispose() { }

    private void Look(ReadOnlySpan<byte> indices, Span<byte> row)
    {
        for (var x = 0; x < indices.Length; x++)
        {
            Put(_header.Palette[indices[x]], row[(x * 3)..]);
        }
    }

    private void Unpack(ReadOnlySpan<byte> stored, Span<byte> row)
    {
        var (bits, mask) = (_header.Bits, (1 << _header.Bits) - 1);
        for (var x = 0; x < Width; x++)
        {
            var at = (long)x * bits;
            // The leftmost pixel lies in the highest bits.
            var index = (stored[(int)(at / 8)] >> (8 - bits - (int)(at % 8))) & mask;
            Put(_header.Palette[index], row[(x * 3)..]);
        }
    }

    private void Swap(ReadOnlySpan<byte> stored, Span<byte> row)
    {
        for (var x = 0; x < Width; x++)
        {
            var pixel = stored.Slice(x * 3, 3);
            Put(new ImageColor(pixel[2], pixel[1], pixel[0]), row[(x * 3)..]);
        }
    }

    private void Unmask(ReadOnlySpan<byte> stored, Span<byte> row)
    {
        for (var x = 0; x < Width; x++)
        {
            var pixel =
                _header.Bits == 16
                    ? BinaryPrimitives.ReadUInt16LittleEndian(stored[(x * 2)..])
                    : BinaryPrimitives.ReadUInt32LittleEndian(stored[(x * 4)..]);
            var color = new ImageColor(_header.Red.Of(pixel), _header.Green.Of(pixel), _header.Blue.Of(pixel));
            Put(_header.Alpha.IsEmpty ? color : color.Over(_background, _header.Alpha.Of(pixel)), row[(x * 3)..]);
        }
    }

    private static void Put(ImageColor color, Span<byte> pixel) =>
        (pixel[0], pixel[1], pixel[2]) = (color.Red, color.Green, color.Blue);
}
