using NetVips;

namespace ContrastiveDsl.Images;

/// <summary>From pixels to a file, such as a thumbnail on a page.</summary>
public static class ImageEncoder
{
    /// <summary>A JPEG.</summary>
    /// <param name="image">The pixels.</param>
    /// <param name="quality">From 1, small, to 100, faithful.</param>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    public static byte[] Jpeg(DecodedImage image, int quality = 85)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(image, pixels => pixels.JpegsaveBuffer(q: quality));
    }

    /// <summary>A PNG, which loses nothing.</summary>
    /// <param name="image">The pixels.</param>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    public static byte[] Png(DecodedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Encode(image, pixels => pixels.PngsaveBuffer());
    }

    private static byte[] Encode(DecodedImage image, Func<Image, byte[]> encode)
    {
        Libvips.Require();
        using var bytes = Image.NewFromMemory(
            image.Pixels,
            image.Width,
            image.Height,
            image.Channels,
            Enums.BandFormat.Uchar
        );
        var color = image.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb;
        using var pixels = bytes.Copy(interpretation: color);
        return encode(pixels);
    }
}
