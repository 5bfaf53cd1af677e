using System.Buffers.Binary;

namespace ContrastiveDsl.Images;

/// <summary>What a file is, from its first bytes.</summary>
internal static class FormatRecognition
{
    /// <summary>As many bytes of a file's beginning as are looked at.</summary>
    internal const int NeededBytes = 64;

    /// <summary>
    /// Begins what is no image here, and how it is called. Text comes last, since SVG and HTML are text.
    /// </summary>
    private static readonly (string Start, string Name)[] OtherKinds =
    [
        ("%PDF", "a PDF document"),
        ("PK\x03\x04", "a ZIP archive"),
        ("\x1F\u008B", "a gzip archive"),
        ("8BPS", "a Photoshop document"),
        ("version https://git-lfs", "a Git LFS pointer, whose image was not fetched"),
        ("\0\0\0\x0CJXL ", "a JPEG XL image"),
        ("\u00FF\x0A", "a JPEG XL image"),
        ("\0\0\0\x0CjP  ", "a JPEG 2000 image"),
        ("<svg", "an SVG drawing"),
        ("<?xml", "an XML document"),
        ("<!doctype html", "an HTML page"),
        ("<html", "an HTML page"),
    ];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="start">A file's first bytes, <see cref="NeededBytes"/> of them unless it has fewer.</param>
    /// <returns>The format, or null for what is no image that is read.</returns>
    internal static ImageFormat? Recognize(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return ImageFormat.Jpeg;
        }

        if (start.StartsWith(PngStart))
        {
            return ImageFormat.Png;
        }

        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8))
        {
            return ImageFormat.WebP;
        }

        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
        {
            return ImageFormat.Gif;
        }

        if (IsTiff(start))
        {
            return ImageFormat.Tiff;
        }

        return BmpHeader.IsBmp(start) ? ImageFormat.Bmp : null;
    }

    /// <param name="start">The first bytes of what is no image that is read.</param>
    /// <returns>What it is instead, as the reason of a refusal.</returns>
    internal static string ReasonOfRefusal(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return "it is empty";
        }

        var kind = NameOfOther(start);
        return kind is null
            ? "by its content it is no JPEG, PNG, WebP, GIF, BMP or TIFF image"
            : $"by its content it is {kind}; JPEG, PNG, WebP, GIF, BMP and TIFF are read";
    }

    private static bool IsTiff(ReadOnlySpan<byte> start)
    {
        if (start.Length < 8)
        {
            return false;
        }

        var version = start.StartsWith("II"u8)
            ? BinaryPrimitives.ReadUInt16LittleEndian(start[2..])
            : BinaryPrimitives.ReadUInt16BigEndian(start[2..]);
        // 43 is BigTIFF.
        return (start.StartsWith("II"u8) || start.StartsWith("MM"u8)) && version is 42 or 43;
    }

    private static string? NameOfOther(ReadOnlySpan<byte> start)
    {
        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8))
        {
            return start[8..].StartsWith("avif"u8) ? "an AVIF image"
                : start[8..].StartsWith("hei"u8) || start[8..].StartsWith("mif1"u8) ? "a HEIC image"
                : "a video";
        }

        var beginning = System.Text.Encoding.Latin1.GetString(start);
        var text = beginning.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        foreach (var (other, name) in OtherKinds)
        {
            if (
                beginning.StartsWith(other, StringComparison.Ordinal)
                || (other[0] == '<' && text.StartsWith(other, StringComparison.OrdinalIgnoreCase))
            )
            {
                return name;
            }
        }

        return start.IndexOfAnyInRange<byte>(0, 8) < 0 ? "text" : null;
    }
}
