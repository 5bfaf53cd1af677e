using System.Buffers.Binary;
using System.Text;

namespace ContrastiveDsl.Native;

/// <summary>The symbol versions that a 64-bit little-endian ELF library needs of others: the section .gnu.version_r, which the dynamic table names.</summary>
internal static class VersionNeeds
{
    private const int LoadSegment = 1;
    private const int DynamicSegment = 2;
    private const long StringTable = 5;
    private const long NeedTable = 0x6ffffffe;
    private const long NeedCount = 0x6fffffff;
    private const ushort Weak = 2;

    /// <summary>Marks the need of a version as weak (VER_FLG_WEAK): a library that lacks it is then good enough.</summary>
    /// <param name="image">The file's bytes, changed in place.</param>
    /// <param name="version">The version's name.</param>
    /// <returns>Whether the library has such a need.</returns>
    internal static bool MarkWeak(Span<byte> image, string version)
    {
        if (image.Length < 64 || !image[..6].SequenceEqual<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            return false;
        }

        var strings = Dynamic(image, StringTable);
        var need = Dynamic(image, NeedTable);
        if (strings is null || need is null)
        {
            return false;
        }

        var names = Offset(image, strings.Value);
        var library = Offset(image, need.Value);
        for (var libraries = Dynamic(image, NeedCount) ?? 0; libraries > 0; libraries--)
        {
            // Elfxx_Verneed: version, count, file, aux, next. Elfxx_Vernaux: hash, flags, other, name, next.
            var entry = library + Word(image, library + 8);
            for (var versions = Half(image, library + 2); versions > 0; versions--)
            {
                if (HasName(image, names + Word(image, entry + 8), version))
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(image[(entry + 4)..], (ushort)(Half(image, entry + 4) | Weak));
                    return true;
                }

                entry += Word(image, entry + 12);
            }

            library += Word(image, library + 12);
        }

        return false;
    }

    /// <summary>The value of a tag of the dynamic table.</summary>
    private static long? Dynamic(ReadOnlySpan<byte> image, long tag)
    {
        foreach (var segment in Segments(image))
        {
            if (segment.Type != DynamicSegment)
            {
                continue;
            }

            for (var at = (int)segment.FileOffset; Long(image, at) != 0; at += 16)
            {
                if (Long(image, at) == tag)
                {
                    return Long(image, at + 8);
                }
            }
        }

        return null;
    }

    /// <summary>Where in the file an address of the loaded library comes from.</summary>
    private static int Offset(ReadOnlySpan<byte> image, long address)
    {
        foreach (var segment in Segments(image))
        {
            if (segment.Type == LoadSegment && address >= segment.Address && address < segment.Address + segment.FileSize)
            {
                return (int)(address - segment.Address + segment.FileOffset);
            }
        }

        throw new BadImageFormatException($"The address {address:x} lies in no segment of the file.");
    }

    private static List<Segment> Segments(ReadOnlySpan<byte> image)
    {
        var segments = new List<Segment>();
        var table = (int)Long(image, 32);
        for (var i = 0; i < Half(image, 56); i++)
        {
            var at = table + (i * Half(image, 54));
            segments.Add(new Segment(Word(image, at), Long(image, at + 8), Long(image, at + 16), Long(image, at + 32)));
        }

        return segments;
    }

    private static bool HasName(ReadOnlySpan<byte> image, int at, string name)
    {
        var bytes = Encoding.ASCII.GetBytes(name + '\0');
        return image[at..].StartsWith(bytes);
    }

    private static ushort Half(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt16LittleEndian(image[at..]);

    private static int Word(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadInt32LittleEndian(image[at..]);

    private static long Long(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadInt64LittleEndian(image[at..]);

    private readonly record struct Segment(int Type, long FileOffset, long Address, long FileSize);
}
