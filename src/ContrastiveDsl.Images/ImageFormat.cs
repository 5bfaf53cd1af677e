namespace ContrastiveDsl.Images;

/// <summary>
/// The kinds of image files that are read. What a file is follows from its first bytes, not from its name.
/// </summary>
public enum ImageFormat
{
    /// <summary>JPEG, baseline or progressive; gray, color or CMYK.</summary>
    Jpeg,

    /// <summary>PNG of any depth, palette or interlaced ones too; of an animation the first frame.</summary>
    Png,

    /// <summary>WebP, lossy or lossless; of an animation the first frame.</summary>
    WebP,

    /// <summary>GIF, its first frame.</summary>
    Gif,

    /// <summary>BMP of 1 to 32 bits a pixel, compressed by run lengths or not.</summary>
    Bmp,

    /// <summary>TIFF and BigTIFF of 1 to 16 bits a sample, its first page.</summary>
    Tiff,
}
