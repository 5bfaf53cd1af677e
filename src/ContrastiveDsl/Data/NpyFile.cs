using System.Buffers.Binary;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.Data;

/// <summary>Images and labels in <c>.npy</c> files.</summary>
internal static class NpyFile
{
    /// <summary>Class numbers of which so many may be without an image, however few have some.</summary>
    private const int NumbersAtLeast = 1000;

    /// <summary>Otherwise so many numbers for each class that has an image.</summary>
    private const int NumbersOfAClass = 10;

    /// <summary>Whether a file is one, by its content.</summary>
    public static bool Matches(string path)
    {
        RegularFile.Require(path);
        Span<byte> start = stackalloc byte[6];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && NpyHeader.Matches(start);
    }

    /// <summary>The sizes of images: bytes [N, H, W] or [N, H, W, C].</summary>
    /// <exception cref="DataFormatException">The file holds something else.</exception>
    public static (NpyHeader Header, int Count, int Height, int Width, int Channels) Images(string path)
    {
        var header = NpyHeader.Read(path);
        var shape = header.Shape;
        if (header.Type is not ("|u1" or "<u1" or ">u1" or "=u1") || shape.Length is not (3 or 4))
        {
            throw new DataFormatException(
                $"'{path}' holds {header.Type} [{string.Join(", ", shape)}], but images are bytes (uint8) [N, H, W, C] or [N, H, W]. Convert it, or bring it by an IImageSource, which also takes floats."
            );
        }

        if (header.Items == 0 || shape.Any(size => size > int.MaxValue) || header.Items / shape[0] > Array.MaxLength)
        {
            throw new DataFormatException(
                $"'{path}' holds [{string.Join(", ", shape)}]: there are no images of such sizes."
            );
        }

        return (header, (int)shape[0], (int)shape[1], (int)shape[2], shape.Length == 4 ? (int)shape[3] : 1);
    }

    /// <summary>Reads labels: whole numbers [N] of any type, −1 for an unlabeled image.</summary>
    /// <exception cref="DataFormatException">
    /// The file holds something else, or numbers with big gaps: classifiers have a place for each number up to the
    /// largest.
    /// </exception>
    public static int[] Labels(string path)
    {
        var header = NpyHeader.Read(path);
        if (header.Shape.Length != 1 || header.Type[1] is not ('i' or 'u') || header.Items > Array.MaxLength / 8)
        {
            throw new DataFormatException(
                $"'{path}' holds {header.Type} [{string.Join(", ", header.Shape)}], but labels are whole numbers [N]."
            );
        }

        var bytes = File.ReadAllBytes(path).AsSpan(header.DataStart);
        var labels = new int[header.Items];
        for (var i = 0; i < labels.Length; i++)
        {
            var value = Value(bytes.Slice(i * header.ItemSize, header.ItemSize), header.Type);
            labels[i] =
                value >= -1 && value < int.MaxValue
                    ? (int)value
                    : throw new DataFormatException(
                        $"'{path}' has {value} as label {i}; labels are class numbers from 0, or −1 for none."
                    );
        }

        RequireNoBigGaps(path, labels);
        return labels;
    }

    private static void RequireNoBigGaps(string path, int[] labels)
    {
        var largest = labels.DefaultIfEmpty(-1).Max();
        if (largest < NumbersAtLeast)
        {
            return;
        }

        var classes = labels.Where(label => label >= 0).Distinct().Count();
        if (largest >= (long)NumbersOfAClass * classes)
        {
            throw new DataFormatException(
                $"'{path}' has {classes} classes, but {largest} as the number of one: classes are numbered from 0 without big gaps, so number these from 0 to {classes - 1}."
            );
        }
    }

    private static Int128 Value(ReadOnlySpan<byte> bytes, string type)
    {
        var isUnsigned = type[1] == 'u';
        return type[0] == '>' ? ReadBigEndian(bytes, isUnsigned) : ReadLittleEndian(bytes, isUnsigned);
    }

    private static Int128 ReadBigEndian(ReadOnlySpan<byte> bytes, bool isUnsigned) =>
        bytes.Length switch
        {
            1 => isUnsigned ? bytes[0] : (sbyte)bytes[0],
            2 when isUnsigned => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            2 => BinaryPrimitives.ReadInt16BigEndian(bytes),
            4 when isUnsigned => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            _ when isUnsigned => BinaryPrimitives.ReadUInt64BigEndian(bytes),
            _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
        };

    private static Int128 ReadLittleEndian(ReadOnlySpan<byte> bytes, bool isUnsigned)
    {
        Span<byte> reversed = stackalloc byte[8];
        reversed = reversed[..bytes.Length];
        bytes.CopyTo(reversed);
        reversed.Reverse();
        return ReadBigEndian(reversed, isUnsigned);
    }
}
