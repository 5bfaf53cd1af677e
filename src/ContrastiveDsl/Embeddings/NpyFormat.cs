using System.Text;

namespace ContrastiveDsl.Embeddings;

/// <summary>An array of NumPy: float32 [N, D], version 1.0 of the format.</summary>
internal sealed class NpyFormat : EmbeddingFormat
{
    /// <summary>
    /// Bytes before the numbers: room for any shape, and a multiple of 64, so that the numbers are aligned.
    /// </summary>
    internal const int HeaderBytes = 128;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    internal override bool HoldsNames => false;

    internal override void Write(Stream stream, int size, long most, IEnumerable<EmbeddedRows> rows)
    {
        // The number of rows is known last: written then, over a header of the same length.
        stream.Write(Header(most, size));
        var count = WriteNumbers(stream, size, rows);
        stream.Position = 0;
        stream.Write(Header(count, size));
        stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>How many rows a file of numbers has; −1 where it is not as it was written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">D, numbers of a row.</param>
    internal static long CountRows(string path, int size)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var count = Math.Max(0, stream.Length - HeaderBytes) / sizeof(float) / size;
        var header = new byte[HeaderBytes];
        return
            stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes
            && stream.Length == HeaderBytes + (count * size * sizeof(float))
            && header.AsSpan().SequenceEqual(Header(count, size))
            ? count
            : -1;
    }

    private static byte[] Header(long count, int size)
    {
        var text = FormattableString.Invariant(
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {size}), }}"
        );
        var length = HeaderBytes - Magic.Length - sizeof(ushort);
        return
        [
            .. Magic,
            (byte)length,
            (byte)(length >> 8),
            .. Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"),
        ];
    }
}
