using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.Data;

/// <summary>Reads IDX files, the format of MNIST and its relatives, plain or compressed with gzip.</summary>
/// <remarks>
/// An IDX file of bytes starts with 0, 0, 8, or 9 where they are signed, and the number of dimensions, then each
/// dimension's size as a big-endian 32-bit integer, then the values.
/// </remarks>
public static class IdxReader
{
    private const byte UnsignedByte = 8;
    private const byte SignedByte = 9;
    private const int LargestDimensionCount = 8;
    private const int Chunk = 1 << 20;

    /// <summary>Reads a whole file. Whether it is compressed is recognized by its content, never by its name.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IdxFormatException">
    /// The file is not IDX, holds something other than bytes, or is shorter or longer than its header says.
    /// </exception>
    /// <exception cref="IOException">It is no file but a pipe, a socket or a device.</exception>
    public static IdxArray Read(string path)
    {
        RegularFile.Require(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!IsGzip(file))
        {
            return Read(file, path);
        }

        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            return Read(unpacked, path);
        }
        catch (InvalidDataException exception)
        {
            throw new IdxFormatException(
                $"'{path}' is damaged: its gzip stream cannot be unpacked ({exception.Message}). Fetch the file again."
            );
        }
    }

    private static bool IsGzip(FileStream file)
    {
        var first = file.ReadByte();
        var second = file.ReadByte();
        file.Position = 0;
        return first == 0x1f && second == 0x8b;
    }

    private static IdxArray Read(Stream stream, string path)
    {
        var (shape, isSigned) = ReadShape(stream, path);
        var expected = CountValues(shape, path);
        var values = ReadUpTo(stream, expected);
        if (values.Length < expected)
        {
            throw new IdxFormatException(
                $"'{path}' is cut short: {Describe(shape)} needs {Bytes(expected)} of values, found {Bytes(values.Length)}. Fetch the file again."
            );
        }

        var surplus = CountRest(stream);
        if (surplus > 0)
        {
            throw new IdxFormatException(
                $"'{path}' is too long: {Describe(shape)} needs {Bytes(expected)} of values, found {Bytes(expected + surplus)}. Fetch the file again."
            );
        }

        return new IdxArray(shape, values) { IsSigned = isSigned };
    }

    private static (int[], bool) ReadShape(Stream stream, string path)
    {
        Span<byte> magic = stackalloc byte[4];
        var read = stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        if (read < 4)
        {
            throw new IdxFormatException(
                $"'{path}' is not an IDX file: the header needs 4 bytes, found {Bytes(read)}."
            );
        }

        if (magic[0] != 0 || magic[1] != 0)
        {
            throw new IdxFormatException(
                $"'{path}' is not an IDX file: it starts with {Convert.ToHexString(magic)}, expected 0000 and a type code."
            );
        }

        if (magic[2] is not (UnsignedByte or SignedByte))
        {
            throw new IdxFormatException(
                $"'{path}' holds values of type 0x{magic[2]:x2}; only unsigned bytes (0x08) are images or labels, and signed ones (0x09) labels."
            );
        }

        if (magic[3] is 0 or > LargestDimensionCount)
        {
            throw new IdxFormatException(
                $"'{path}' claims {magic[3]} dimensions; expected 1 to {LargestDimensionCount}."
            );
        }

        return (ReadSizes(stream, magic[3], path), magic[2] == SignedByte);
    }

    private static int[] ReadSizes(Stream stream, int dimensions, string path)
    {
        var header = new byte[4 * dimensions];
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < header.Length)
        {
            throw new IdxFormatException(
                $"'{path}' is cut short: the sizes of {dimensions} dimensions need {Bytes(header.Length)}, found {Bytes(read)}."
            );
        }

        var shape = new int[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * i));
            if (shape[i] <= 0)
            {
                throw new IdxFormatException(
                    $"'{path}' claims a size of {(uint)shape[i]} for dimension {i}; expected 1 to {int.MaxValue}."
                );
            }
        }

        return shape;
    }

    private static int CountValues(int[] shape, string path)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            // Both factors are below 2^31, so the product cannot overflow before it is refused.
            count *= size;
            if (count > Array.MaxLength)
            {
                throw new IdxFormatException(
                    $"'{path}' claims {Describe(shape)}, more than the {Bytes(Array.MaxLength)} that one file may hold."
                );
            }
        }

        return (int)count;
    }

    /// <summary>
    /// Reads <paramref name="limit"/> bytes, or what there is: a header that lies must not make us allocate what it
    /// claims.
    /// </summary>
    private static byte[] ReadUpTo(Stream stream, int limit)
    {
        var buffer = new byte[Math.Min(limit, Chunk)];
        var length = 0;
        while (true)
        {
            length += stream.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            if (length < buffer.Length || length == limit)
            {
                break;
            }

            Array.Resize(ref buffer, (int)Math.Min(limit, 2L * buffer.Length));
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    private static long CountRest(Stream stream)
    {
        var buffer = new byte[1 << 14];
        var total = 0L;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            total += read;
        }

        return total;
    }

    private static string Describe(int[] shape) =>
        "the shape [" + string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]";

    private static string Bytes(long count) =>
        count.ToString("N0", CultureInfo.InvariantCulture) + (count == 1 ? " byte" : " bytes");
}
