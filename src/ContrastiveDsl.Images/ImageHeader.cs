namespace ContrastiveDsl.Images;

/// <summary>What an image is, told from its header: no pixel is decoded.</summary>
/// <param name="Format">The format, from the content.</param>
/// <param name="Width">The width of the upright image in pixels: EXIF orientation is applied.</param>
/// <param name="Height">The height of the upright image in pixels.</param>
/// <param name="Channels">
/// The channels stored, a palette resolved: 1 gray, 2 gray and alpha, 3 colors, 4 colors and alpha or CMYK.
/// </param>
/// <param name="BitsPerChannel">Bits a sample: 8, also where fewer are stored, or 16; more is not decoded.</param>
public sealed record ImageHeader(ImageFormat Format, int Width, int Height, int Channels, int BitsPerChannel)
{
    /// <summary>Width × height.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>Reads the header of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageDecodeException">It is no image, or its header is damaged.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    public static ImageHeader Read(string path) => Read(FileBytes.Read(path), path);

    /// <summary>Reads the header of a file's bytes.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">How errors name it; null where it has no name.</param>
    /// <exception cref="ImageDecodeException">It is no image, or its header is damaged.</exception>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    public static ImageHeader Read(ReadOnlyMemory<byte> file, string? name = null)
    {
        using var opened = OpenedImage.Open(file, name);
        return opened.Header;
    }
}
