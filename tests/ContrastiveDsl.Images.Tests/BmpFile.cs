using System.Buffers.Binary;

namespace ContrastiveDsl.Images.Tests;

/// <summary>Writes BMP files by hand, since nothing else here does.</summary>
internal static class BmpFile
{
    /// <summary>Rows are given from the top, as bytes of the file's layout; here they get their padding.</summary>
    internal static byte[] Write(
        int width,
        int height,
        int bits,
        IEnumerable<byte[]> rows,
        IEnumerable<ImageColor>? palette = null,
        uint[]? masks = null,
        int headerSize = 40,
        bool topDown = false
    )
    {
        var stride = ((width * bits) + 31) / 32 * 4;
        var data = (topDown ? rows : rows.Reverse()).SelectMany(row => row.Concat(new byte[stride - row.Length]));
        return Write(
            width,
            topDown ? -height : height,
            bits,
            masks is null ? 0 : 3,
            [.. data],
            palette,
            masks,
            headerSize
        );
    }

    internal static byte[] Write(
        int width,
        int height,
        int bits,
        int compression,
        byte[] data,
        IEnumerable<ImageColor>? palette = null,
        uint[]? masks = null,
        int headerSize = 40
    )
    {
        var colors = palette?.ToArray() ?? [];
        var colorBytes = headerSize == 12 ? 3 : 4;
        var masksBehind = headerSize == 40 ? (masks?.Length ?? 0) * 4 : 0;
        var offset = 14 + headerSize + masksBehind + (colors.Length * colorBytes);
        var file = new byte[offset + data.Length];
        "BM"u8.CopyTo(file);
        Int(file, 2, file.Length);
        Int(file, 10, offset);
        Int(file, 14, headerSize);
        if (headerSize == 12)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(18), (short)width);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), (short)height);
            (file[22], file[24]) = (1, (byte)bits);
        }
        else
        {
            Int(file, 18, width);
            Int(file, 22, height);
            (file[26], file[28]) = (1, (byte)bits);
            Int(file, 30, compression);
            Int(file, 46, colors.Length);
            for (var i = 0; i < masks?.Length; i++)
            {
                Int(file, 54 + (i * 4), (int)masks[i]);
            }
        }

        for (var i = 0; i < colors.Length; i++)
        {
            var at = offset - ((colors.Length - i) * colorBytes);
            (file[at], file[at + 1], file[at + 2]) = (colors[i].Blue, colors[i].Green, colors[i].Red);
        }

        data.CopyTo(file, offset);
        return file;
    }

    private static void Int(byte[] file, int at, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
}
