using NetVips;

namespace ContrastiveDsl.Images;

/// <summary>From the colors that a file has to gray or sRGB, of 8 or 16 bits, alpha kept as last band.</summary>
internal static class ColorConversion
{
    private const string ProfileField = "icc-profile-data";

    /// <summary>The names that libvips has for profiles of its own.</summary>
    private const string Srgb = "srgb";
    private const string Cmyk = "cmyk";

    /// <returns>An image of 1 or 3 bands, or one more with alpha, which the caller disposes of.</returns>
    /// <exception cref="ImageDecodeException">Its samples are of a kind that is not read.</exception>
    /// <exception cref="VipsException">Its colors cannot be converted.</exception>
    internal static Image ToGrayOrRgb(Image image, string? name)
    {
        if (image.Interpretation is Enums.Interpretation.Lab or Enums.Interpretation.Labs or Enums.Interpretation.Labq)
        {
            return image.Colourspace(Enums.Interpretation.Srgb);
        }

        var isCmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        var colors =
            isCmyk ? 4
            : image.Bands <= 2 ? 1
            : 3;
        Check(image, colors, name);
        var hasProfile = HasProfileOf(
            image,
            isCmyk ? "CMYK"
                : colors == 1 ? "GRAY"
                : "RGB "
        );
        if (!isCmyk && !hasProfile)
        {
            return image.Copy();
        }

        try
        {
            return Transform(image, colors, isCmyk ? Cmyk : Srgb, hasProfile);
        }
        catch (VipsException) when (hasProfile)
        {
            // A profile that cannot be used is one that is not there, as for any other program.
            return isCmyk ? Transform(image, colors, Cmyk, hasProfile: false) : image.Copy();
        }
    }

    private static void Check(Image image, int colors, string? name)
    {
        if (image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort))
        {
            throw new ImageDecodeException(
                name,
                $"its samples are of the kind \"{image.Format.ToString().ToLowerInvariant()}\"; "
                    + "unsigned ones of 1 to 16 bits are read"
            );
        }

        if (image.Bands > colors + 1)
        {
            throw new ImageDecodeException(
                name,
                $"it has {image.Bands} channels; 1 to 4 are read, and alpha beside CMYK"
            );
        }
    }

    /// <summary>Whether there is a profile for the image's colors; many a gray image has one of RGB.</summary>
    private static bool HasProfileOf(Image image, string space) =>
        image.Contains(ProfileField)
        && image.Get(ProfileField) is byte[] profile
        && IccProfile.Space(profile) == space
        && !IccProfile.IsSrgb(profile);

    private static Image Transform(Image image, int colors, string fallback, bool hasProfile)
    {
        // The depth of the result is the samples', so that colors and alpha can be joined.
        var depth = image.Format == Enums.BandFormat.Ushort ? 16 : 8;
        using var front = image.ExtractBand(0, n: colors);
        var converted = front.IccTransform(
            Srgb,
            intent: Enums.Intent.Relative,
            blackPointCompensation: true,
            embedded: hasProfile,
            inputProfile: fallback,
            depth: depth
        );
        if (image.Bands == colors)
        {
            return converted;
        }

        using (converted)
        using (var alpha = image.ExtractBand(colors))
        {
            return converted.Bandjoin(alpha);
        }
    }
}
