using System.Globalization;

namespace ContrastiveDsl.Images;

/// <summary>
/// From a file to upright pixels: EXIF orientation applied, color profiles and CMYK converted to sRGB, palettes and
/// gray resolved, transparency laid over a background, 16 bits scaled to 8. Of several frames or pages the first.
/// The same file gives the same bytes, on any thread and beside any number of others; all members may be called from
/// several threads at once, and each call decodes on the thread it is made on.
/// </summary>
public static class ImageDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to decode to; null for the defaults.</param>
    /// <exception cref="ImageDecodeException">
    /// It is no image, is damaged, cut off, of a kind that is not read, or too large.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    public static DecodedImage Decode(string path, DecodeOptions? options = null) =>
        Decode(FileBytes.Read(path), options, path);

    /// <summary>Decodes what a stream holds, from where it stands to its end.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="options">What to decode to; null for the defaults.</param>
    /// <param name="name">How errors name it; null where it has no name.</param>
    /// <exception cref="ImageDecodeException">
    /// It is no image, is damaged, cut off, of a kind that is not read, or too large.
    /// </exception>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    public static DecodedImage Decode(Stream stream, DecodeOptions? options = null, string? name = null) =>
        Decode(FileBytes.Read(stream, name), options, name);

    /// <summary>
    /// Decodes a file's bytes, which someone who hashes them as well then reads once. They must not change meanwhile.
    /// </summary>
    /// <param name="file">The whole file. An array is decoded in place; a part of one is copied first.</param>
    /// <param name="options">What to decode to; null for the defaults.</param>
    /// <param name="name">How errors name it; null where it has no name.</param>
    /// <exception cref="ImageDecodeException">
    /// It is no image, is damaged, cut off, of a kind that is not read, or too large.
    /// </exception>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    public static DecodedImage Decode(ReadOnlyMemory<byte> file, DecodeOptions? options = null, string? name = null)
    {
        options ??= new DecodeOptions();
        using var image = OpenedImage.Open(file, name);
        Check(image, options.MaximumPixels, name);
        var (width, height) = ImageSize.Limited(image.StoredWidth, image.StoredHeight, options.ShorterSide);
        var shrink = image.Header.Format == ImageFormat.Jpeg ? Shrink(image, width, height) : 1;
        using var rows = image.Rows(shrink, options.Background);
        // Not cleared: the memory of an image of which the header lies is then never touched.
        var pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * options.Channels));
        if (shrink == 1 && (width, height) == (rows.Width, rows.Height))
        {
            ReadAll(rows, pixels, options.Channels);
        }
        else
        {
            var (across, down) = ((double)image.StoredWidth / shrink, (double)image.StoredHeight / shrink);
            var resampler = new Resampler(
                new AxisTaps(rows.Width, across, width, 0, width),
                new AxisTaps(rows.Height, down, height, 0, height),
                rows.Width,
                options.Channels,
                pixels
            );
            Resample(rows, resampler, options.Channels);
        }

        return Orientation.Upright(pixels, width, height, options.Channels, image.Orientation);
    }

    private static void Check(OpenedImage image, long maximum, string? name)
    {
        var header = image.Header;
        if (header.Pixels > maximum)
        {
            var culture = CultureInfo.InvariantCulture;
            throw new ImageDecodeException(
                name,
                string.Create(culture, $"it has {header.Width} x {header.Height} pixels, more than {maximum:N0}")
            );
        }
    }

    /// <summary>By how much a JPEG's decoder can make it smaller, so that it still is as large as wanted.</summary>
    private static int Shrink(OpenedImage image, int width, int height)
    {
        var shrink = 8;
        while (shrink > 1 && !(Leaves(image.StoredWidth, width, shrink) && Leaves(image.StoredHeight, height, shrink)))
        {
            shrink /= 2;
        }

        return shrink;
    }

    /// <summary>
    /// Whether enough of a side is left. What is beyond a multiple of the divisor is dropped by libvips: no more than
    /// half of the last output pixel may be, which then still has its middle.
    /// </summary>
    private static bool Leaves(int side, int output, int shrink) =>
        side / shrink >= output && 2L * (side % shrink) * output <= side;

    private static void ReadAll(RowReader rows, Span<byte> pixels, int channels)
    {
        var stored = new byte[rows.Width * rows.Channels];
        var stride = rows.Width * channels;
        for (var y = 0; y < rows.Height; y++)
        {
            rows.Read(stored);
            Channels.Convert(stored, rows.Channels, pixels.Slice(y * stride, stride), channels);
        }
    }

    private static void Resample(RowReader rows, Resampler resampler, int channels)
    {
        var stored = new byte[rows.Width * rows.Channels];
        for (var y = 0; y < rows.Height; y++)
        {
            rows.Read(stored);
            Channels.Convert(stored, rows.Channels, resampler.NextRow, channels);
            resampler.Add();
        }
    }
}
