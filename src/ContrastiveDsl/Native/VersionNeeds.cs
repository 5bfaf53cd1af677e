using System.Buffers.Binary;
using System.Text;

namespace ContrastiveDsl.Native;

/// <summary>
/// The symbol versions that a 64-bit little-endian ELF library needs of others: the section .gnu.version_r, which the
/// dynamic table names.
/// </summary>
internal static class VersionNeeds
{
    private const int LoadSegment = 1;
    private const int DynamicSegment = 2;
    private const long StringTable = 5;
    private const long NeedTable = 0x6ffffffe;

    /// <summary>Bytes of an entry of either kind: no next one can begin before it ends.</summary>
    private const uint EntrySize = 16;

    /// <summary>VER_FLG_WEAK.</summary>
    private const ushort Weak = 2;

    /// <summary>Marks the need of a version as weak: a library that lacks it is then good enough.</summary>
    /// <param name="image">The file's bytes, changed in place.</param>
    /// <param name="version">The version's name.</param>
    /// <returns>Whether the library has such a need; false also for what is no such library at all.</returns>
    /// <exception cref="BadImageFormatException">The file contradicts itself, or ends too early.</exception>
    internal static bool MarkWeak(Span<byte> image, string version)
    {
        if (Find(image, version) is not { } entry)
        {
            return false;
        }

        var flags = (ushort)(Half(image, entry + 4) | Weak);
        BinaryPrimitives.WriteUInt16LittleEndian(image[(int)(entry + 4)..], flags);
        return true;
    }

    /// <summary>Where the entry of a version begins, or null.</summary>
    private static long? Find(ReadOnlySpan<byte> image, string version)
    {
        if (
            !ElfHeader.IsAt(image)
            || Dynamic(image, StringTable) is not { } strings
            || Dynamic(image, NeedTable) is not { } needs
        )
        {
            return null;
        }

        var names = Offset(image, strings);
        var name = Encoding.ASCII.GetBytes(version + '\0');
        for (var library = Offset(image, needs); ; library += Next(image, library + 12))
        {
            // Elfxx_Verneed: version, count, file, aux, next. Elfxx_Vernaux: hash, flags, other, name, next.
            var entry = library + Word(image, library + 8);
            for (var versions = Half(image, library + 2); versions > 0; versions--)
            {
                if (At(image, names + Word(image, entry + 8), 0).StartsWith(name))
                {
                    return entry;
                }

                entry += versions > 1 ? Next(image, entry + 12) : 0;
            }

            if (Word(image, library + 12) == 0)
            {
                return null;
            }
        }
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

            for (var at = segment.FileOffset; Long(image, at) != 0; at += 16)
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
    private static long Offset(ReadOnlySpan<byte> image, long address)
    {
        foreach (var segment in Segments(image))
        {
            var inside = address - segment.Address;
            if (segment.Type == LoadSegment && inside >= 0 && inside < segment.FileSize)
            {
                return inside + segment.FileOffset;
            }
        }

        throw new BadImageFormatException($"The address {address:x} lies in no segment of the file.");
    }

    private static List<Segment> Segments(ReadOnlySpan<byte> image)
    {
        var segments = new List<Segment>();
        var table = Long(image, 32);
        for (var i = 0; i < Half(image, 56); i++)
        {
            var at = table + (i * Half(image, 54));
            segments.Add(new Segment(Word(image, at), Long(image, at + 8), Long(image, at + 16), Long(image, at + 32)));
        }

        return segments;
    }

    /// <summary>The distance to the next entry.</summary>
    private static uint Next(ReadOnlySpan<byte> image, long at) =>
        Word(image, at) is >= EntrySize and var distance
            ? distance
            : throw new BadImageFormatException($"The entry whose distance to the next one stands at {at:x} has none.");

    private static ushort Half(ReadOnlySpan<byte> image, long at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(At(image, at, 2));

    private static uint Word(ReadOnlySpan<byte> image, long at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(At(image, at, 4));

    private static long Long(ReadOnlySpan<byte> image, long at) =>
        BinaryPrimitives.ReadInt64LittleEndian(At(image, at, 8));

    /// <summary>The file from a place on, which must hold at least so many bytes more.</summary>
    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> image, long at, int size) =>
        at >= 0 && at <= image.Length - size
            ? image[(int)at..]
            : throw new BadImageFormatException($"The file ends before {at:x}.");

    private readonly record struct Segment(uint Type, long FileOffset, long Address, long FileSize);
}
