namespace ContrastiveDsl.Images;

/// <summary>Pixels in memory, upright.</summary>
public sealed class DecodedImage
{
    /// <param name="width">The width in pixels, at least 1.</param>
    /// <param name="height">The height in pixels, at least 1.</param>
    /// <param name="channels">1 (gray) or 3 (red, green, blue).</param>
    /// <param name="pixels">The bytes [height, width, channels], which are taken and not copied.</param>
    /// <exception cref="ArgumentException">A size is below 1, or the bytes are not what the sizes say.</exception>
    public DecodedImage(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 1 or 3 channels.");
        }

        if (pixels.LongLength != (long)width * height * channels)
        {
            throw new ArgumentException(
                $"An image of {width} x {height} x {channels} has {(long)width * height * channels} bytes, not "
                    + $"{pixels.LongLength}.",
                nameof(pixels)
            );
        }

        (Width, Height, Channels, Pixels) = (width, height, channels, pixels);
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>1 (gray) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>
    /// Bytes [Height, Width, Channels], sRGB: row by row from the top, the channels of a pixel together.
    /// </summary>
    public byte[] Pixels { get; }
}
