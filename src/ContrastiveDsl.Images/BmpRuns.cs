namespace ContrastiveDsl.Images;

/// <summary>Expands the run lengths of a BMP file: RLE8 and RLE4.</summary>
internal static class BmpRuns
{
    private const int EndOfRow = 0;
    private const int EndOfImage = 1;
    private const int Move = 2;

    /// <param name="header">The file's header.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="indices">Receives the color index of each pixel; what a file skips stays 0.</param>
    /// <param name="name">The file's name, for errors.</param>
    internal static void Expand(BmpHeader header, ReadOnlySpan<byte> file, Span<byte> indices, string? name)
    {
        var (x, y) = (0, 0);
        var data = file[(int)Math.Min(header.Offset, file.Length)..];
        while (y < header.Height)
        {
            var (count, value) = (Take(ref data, name), Take(ref data, name));
            if (count > 0)
            {
                Write(header, indices, [value], count, ref x, y);
                continue;
            }

            switch (value)
            {
                case EndOfRow:
                    (x, y) = (0, y + 1);
                    break;
                case EndOfImage:
                    return;
                case Move:
                    x += Take(ref data, name);
                    y += Take(ref data, name);
                    break;
                default:
                    var bytes = header.Bits == 8 ? value : (value + 1) / 2;
                    if (data.Length < bytes)
                    {
                        throw CutOff(name);
                    }

                    Write(header, indices, data[..bytes], value, ref x, y);
                    // Literal pixels end at a multiple of two bytes.
                    data = data[Math.Min(data.Length, bytes + (bytes & 1))..];
                    break;
            }
        }
    }

    /// <summary>Writes pixels from the place reached; what lies beyond the row's end is dropped.</summary>
    private static void Write(
        BmpHeader header,
        Span<byte> indices,
        ReadOnlySpan<byte> source,
        int count,
        ref int x,
        int y
    )
    {
        var row = indices.Slice(y * header.Width, header.Width);
        for (var i = 0; i < count; i++, x++)
        {
            var at = header.Bits == 8 ? i : i / 2;
            // A run has one byte, for all of its pixels.
            var value = source[at % source.Length];
            if (x < row.Length)
            {
                row[x] = header.Bits == 8 ? value : (byte)((i & 1) == 0 ? value >> 4 : value & 15);
            }
        }
    }

    private static byte Take(ref ReadOnlySpan<byte> data, string? name)
    {
        if (data.IsEmpty)
        {
            throw CutOff(name);
        }

        var first = data[0];
        data = data[1..];
        return first;
    }

    private static ImageDecodeException CutOff(string? name) =>
        new(name, "its pixels end too early, the file is cut off");
}
