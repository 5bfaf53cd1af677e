using System.Buffers.Binary;
using System.Text;

namespace ContrastiveDsl.Images;

/// <summary>What the bytes of a color profile say of themselves, as far as it matters here.</summary>
internal static class IccProfile
{
    private const int HeaderBytes = 128;
    private const int TagBytes = 12;

    /// <summary>
    /// How the usual profiles of sRGB are called, by their makers. Another one is converted, to the same colors.
    /// </summary>
    private static readonly string[] NamesOfSrgb =
    [
        "sRGB IEC61966-2",
        "sRGB2014",
        "sRGB built-in",
        "GIMP built-in sRGB",
    ];

    /// <summary>The space of its colors, such as "RGB "; null if it is no profile.</summary>
    internal static string? Space(ReadOnlySpan<byte> profile) =>
        profile.Length > HeaderBytes && profile[36..].StartsWith("acsp"u8)
            ? Encoding.Latin1.GetString(profile.Slice(16, 4))
            : null;

    /// <summary>
    /// Whether it is the profile of sRGB, to which nothing has to be converted: most profiles are, and a conversion
    /// takes as long as decoding a small image.
    /// </summary>
    internal static bool IsSrgb(ReadOnlySpan<byte> profile)
    {
        var description = Description(profile);
        return description == "sRGB" || NamesOfSrgb.Any(name => description.StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>The profile's name; empty where there is none.</summary>
    private static string Description(ReadOnlySpan<byte> profile)
    {
        var tag = Tag(profile, "desc"u8);
        if (tag.StartsWith("desc"u8) && tag.Length > 12)
        {
            // Version 2: length, then ASCII.
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(tag[8..]), (uint)tag.Length - 12);
            return Encoding.Latin1.GetString(tag.Slice(12, length)).TrimEnd('\0');
        }

        if (tag.StartsWith("mluc"u8) && tag.Length > 28)
        {
            // Version 4: texts in several languages, of which the first will do.
            var length = BinaryPrimitives.ReadUInt32BigEndian(tag[20..]);
            var offset = BinaryPrimitives.ReadUInt32BigEndian(tag[24..]);
            return (ulong)offset + length <= (ulong)tag.Length
                ? Encoding.BigEndianUnicode.GetString(tag.Slice((int)offset, (int)length)).TrimEnd('\0')
                : "";
        }

        return "";
    }

    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> profile, ReadOnlySpan<byte> name)
    {
        var count = profile.Length < HeaderBytes + 4 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(profile[HeaderBytes..]);
        for (var i = 0; i < count && HeaderBytes + 4 + ((i + 1) * TagBytes) <= profile.Length; i++)
        {
            var entry = profile.Slice(HeaderBytes + 4 + (i * TagBytes), TagBytes);
            var (offset, length) = (
                BinaryPrimitives.ReadUInt32BigEndian(entry[4..]),
                BinaryPrimitives.ReadUInt32BigEndian(entry[8..])
            );
            if (entry.StartsWith(name) && (ulong)offset + length <= (ulong)profile.Length)
            {
                return profile.Slice((int)offset, (int)length);
            }
        }

        return [];
    }
}
