using System.Buffers.Binary;
using System.IO.Compression;

namespace ContrastiveDsl.TestImages;

/// <summary>Writes IDX files, whole and damaged.</summary>
internal static class IdxFile
{
    public static byte[] Build(int[] shape, byte[] values)
    {
        var bytes = new byte[4 + (4 * shape.Length) + values.Length];
        bytes[2] = 8;
        bytes[3] = (byte)shape.Length;
        for (var i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * i)), shape[i]);
        }

        values.CopyTo(bytes, 4 + (4 * shape.Length));
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];
}
