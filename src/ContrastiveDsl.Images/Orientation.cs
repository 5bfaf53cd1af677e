namespace ContrastiveDsl.Images;

/// <summary>Turns pixels upright: what EXIF says of how a camera was held, 1 to 8.</summary>
internal static class Orientation
{
    /// <summary>Whether width and height change places.</summary>
    internal static bool SwapsSides(int orientation) => orientation >= 5;

    /// <param name="pixels">[height, width, channels], as stored.</param>
    /// <param name="width">The width as stored.</param>
    /// <param name="height">The height as stored.</param>
    /// <param name="channels">Bytes a pixel.</param>
    /// <param name="orientation">1 to 8.</param>
    /// <returns>The upright image, with the same array where nothing has to be turned.</returns>
    internal static DecodedImage Upright(byte[] pixels, int width, int height, int channels, int orientation)
    {
        if (orientation == 1)
        {
            return new DecodedImage(width, height, channels, pixels);
        }

        var upright = new byte[pixels.Length];
        var (newWidth, newHeight) = SwapsSides(orientation) ? (height, width) : (width, height);
        var to = 0;
        for (var y = 0; y < newHeight; y++)
        {
            for (var x = 0; x < newWidth; x++, to += channels)
            {
                // Where the stored image has the pixel that is shown at x, y.
                var (fromX, fromY) = orientation switch
                {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                pixels.AsSpan(((fromY * width) + fromX) * channels, channels).CopyTo(upright.AsSpan(to));
            }
        }

        return new DecodedImage(newWidth, newHeight, channels, upright);
    }
}
