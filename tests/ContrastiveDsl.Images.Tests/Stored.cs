using System.Collections.Concurrent;
using NetVips;

namespace ContrastiveDsl.Images.Tests;

/// <summary>The motif in files, by what kind of file it is.</summary>
internal static class Stored
{
    private static readonly ConcurrentDictionary<string, byte[]> Made = new();

    internal static byte[] File(string kind) => Made.GetOrAdd(kind, Make);

    private static byte[] Make(string kind) =>
        kind switch
        {
            _ when kind.StartsWith("grey ", StringComparison.Ordinal) => Grey(kind["grey ".Length..]),
            _ when kind.StartsWith("transparent ", StringComparison.Ordinal) => Transparent(
                kind["transparent ".Length..]
            ),
            _ when kind.Contains(" p3", StringComparison.Ordinal) => WithProfile(kind),
            _ when kind.Contains(" of two ", StringComparison.Ordinal) => Twofold(kind),
            _ when kind.Contains("16 bits", StringComparison.Ordinal) => Deep(kind),
            _ => Color(kind),
        };

    private static byte[] Color(string kind)
    {
        using var image = Motif.Rgb();
        var compress = Enums.ForeignTiffCompression.None;
        return kind switch
        {
            "jpeg" => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off),
            "jpeg progressive" => image.JpegsaveBuffer(
                q: 95,
                interlace: true,
                subsampleMode: Enums.ForeignSubsample.Off
            ),
            "jpeg subsampled" => image.JpegsaveBuffer(q: 90, subsampleMode: Enums.ForeignSubsample.On),
            "jpeg cmyk" => Cmyk(image).JpegsaveBuffer(q: 95),
            "jpeg srgb" => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off, profile: "srgb"),
            "tiff cmyk" => Cmyk(image).TiffsaveBuffer(),
            "tiff lab" => image.Colourspace(Enums.Interpretation.Lab).TiffsaveBuffer(),
            "png" => image.PngsaveBuffer(),
            "png interlaced" => image.PngsaveBuffer(interlace: true),
            "png palette" => image.PngsaveBuffer(palette: true, dither: 0),
            "webp" => image.WebpsaveBuffer(q: 95),
            "webp lossless" => image.WebpsaveBuffer(lossless: true),
            "gif" => image.GifsaveBuffer(dither: 0),
            "gif interlaced" => image.GifsaveBuffer(dither: 0, interlace: true),
            "tiff" => image.TiffsaveBuffer(compression: compress),
            "tiff lzw" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw),
            "tiff deflate with predictor" => image.TiffsaveBuffer(
                compression: Enums.ForeignTiffCompression.Deflate,
                predictor: Enums.ForeignTiffPredictor.Horizontal
            ),
            "tiff tiled" => image.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32),
            "tiff jpeg" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 95),
            "bigtiff" => image.TiffsaveBuffer(bigtiff: true),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static Image Cmyk(Image image) =>
        image.IccTransform(
            "cmyk",
            inputProfile: "srgb",
            intent: Enums.Intent.Relative,
            blackPointCompensation: true,
            depth: 8
        );

    private static byte[] Deep(string kind)
    {
        using var image = Motif.Rgb16();
        return kind switch
        {
            "png 16 bits" => image.PngsaveBuffer(),
            "png 16 bits interlaced" => image.PngsaveBuffer(interlace: true),
            "tiff 16 bits" => image.TiffsaveBuffer(),
            "tiff 16 bits tiled" => image.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>Colors of Display P3 that look like the motif, with their profile.</summary>
    private static byte[] WithProfile(string kind)
    {
        using var source = kind.Contains("16 bits", StringComparison.Ordinal) ? Motif.Rgb16() : Motif.Rgb();
        using var image = source.IccTransform(
            "p3",
            inputProfile: "srgb",
            depth: source.Format == Enums.BandFormat.Ushort ? 16 : 8
        );
        return kind.Split(' ')[0] switch
        {
            "jpeg" => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off),
            "png" => image.PngsaveBuffer(),
            "webp" => image.WebpsaveBuffer(lossless: true),
            "tiff" => image.TiffsaveBuffer(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>The motif, then white.</summary>
    private static byte[] Twofold(string kind)
    {
        using var first = Motif.Rgb();
        using var second = (first * 0 + 255).Cast(Enums.BandFormat.Uchar);
        using var both = first
            .Join(second, Enums.Direction.Vertical)
            .Mutate(x => x.Set(GValue.GIntType, "page-height", Motif.Height));
        return kind.Split(' ')[0] switch
        {
            "gif" => both.GifsaveBuffer(dither: 0),
            "webp" => both.WebpsaveBuffer(lossless: true),
            "tiff" => both.TiffsaveBuffer(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static byte[] Grey(string kind)
    {
        using var image = Motif.Grey();
        using var deep = (image * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        return kind switch
        {
            "jpeg" => image.JpegsaveBuffer(q: 95),
            "jpeg with a profile of colors" => image
                .Mutate(x => x.Set(GValue.BlobType, "icc-profile-data", ProfileOf("p3")))
                .JpegsaveBuffer(q: 95),
            "png" => image.PngsaveBuffer(),
            "png 16 bits" => deep.PngsaveBuffer(),
            "tiff" => image.TiffsaveBuffer(),
            "tiff, white is zero" => image.TiffsaveBuffer(miniswhite: true),
            "webp lossless" => image.WebpsaveBuffer(lossless: true),
            "gif" => image.GifsaveBuffer(dither: 0),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static byte[] Transparent(string kind)
    {
        using var image = Motif.Rgba();
        return kind switch
        {
            "png" => image.PngsaveBuffer(),
            "png p3" => image.IccTransform("p3", inputProfile: "srgb").PngsaveBuffer(),
            "png 16 bits" => (image * 257)
                .Cast(Enums.BandFormat.Ushort)
                .Copy(interpretation: Enums.Interpretation.Rgb16)
                .PngsaveBuffer(),
            "webp" => image.WebpsaveBuffer(lossless: true, exact: true),
            "tiff" => image.TiffsaveBuffer(),
            "gif" => image.GifsaveBuffer(dither: 0),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static byte[] ProfileOf(string name)
    {
        using var image = Motif.Rgb().IccTransform(name, inputProfile: "srgb");
        return (byte[])image.Get("icc-profile-data");
    }
}
