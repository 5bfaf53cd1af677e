using NetVips;

namespace ContrastiveDsl.Images;

/// <summary>An image of which the header is read: what it is, and its rows on demand.</summary>
internal sealed class OpenedImage : IDisposable
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly string? _name;
    private readonly BmpHeader? _bmp;
    private LibvipsFile? _libvips;

    private OpenedImage(ReadOnlyMemory<byte> file, string? name, BmpHeader bmp)
    {
        (_file, _name, _bmp) = (file, name, bmp);
        (StoredWidth, StoredHeight, Orientation) = (bmp.Width, bmp.Height, 1);
        Header = new ImageHeader(ImageFormat.Bmp, bmp.Width, bmp.Height, bmp.Alpha.IsEmpty ? 3 : 4, 8);
    }

    private OpenedImage(ReadOnlyMemory<byte> file, string? name, LibvipsFile libvips)
    {
        (_file, _name, _libvips) = (file, name, libvips);
        var image = libvips.Image;
        (StoredWidth, StoredHeight, Orientation) = (image.Width, image.Height, libvips.Orientation);
        var (width, height) = Images.Orientation.SwapsSides(Orientation)
            ? (StoredHeight, StoredWidth)
            : (StoredWidth, StoredHeight);
        Header = new ImageHeader(libvips.Format, width, height, image.Bands, BitsOf(image.Format));
    }

    /// <summary>What the header says.</summary>
    internal ImageHeader Header { get; }

    /// <summary>The width as stored.</summary>
    internal int StoredWidth { get; }

    /// <summary>The height as stored.</summary>
    internal int StoredHeight { get; }

    /// <summary>How the stored image lies, 1 to 8 as in EXIF.</summary>
    internal int Orientation { get; }

    /// <exception cref="ImageDecodeException">It is no image, or its header is damaged.</exception>
    /// <exception cref="LibvipsException">The native library is missing.</exception>
    internal static OpenedImage Open(ReadOnlyMemory<byte> file, string? name)
    {
        var start = file.Span[..Math.Min(file.Length, FormatRecognition.NeededBytes)];
        if (FormatRecognition.Recognize(start) is not { } format)
        {
            throw new ImageDecodeException(name, FormatRecognition.ReasonOfRefusal(start));
        }

        if (format == ImageFormat.Bmp)
        {
            return new OpenedImage(file, name, new BmpHeader(file.Span, name));
        }

        Libvips.Require();
        return new OpenedImage(file, name, new LibvipsFile(format, file, name));
    }

    /// <summary>The rows, once; the reader is disposed of before this is.</summary>
    /// <param name="shrink">By how much smaller a JPEG is to be decoded: 1, 2, 4 or 8. 1 for other formats.</param>
    /// <param name="background">What shows through.</param>
    internal RowReader Rows(int shrink, ImageColor background)
    {
        if (_bmp is not null)
        {
            return new BmpRows(_bmp, _file, background, _name);
        }

        if (shrink > 1)
        {
            _libvips!.Dispose();
            _libvips = null;
            _libvips = new LibvipsFile(Header.Format, _file, _name, shrink);
        }

        return new LibvipsRows(_libvips!, _file, background, _name);
    }

    /// <inheritdoc/>
    public void Dispose() => _libvips?.Dispose();

    private static int BitsOf(Enums.BandFormat format) =>
        format switch
        {
            Enums.BandFormat.Uchar or Enums.BandFormat.Char => 8,
            Enums.BandFormat.Ushort or Enums.BandFormat.Short => 16,
            Enums.BandFormat.Double or Enums.BandFormat.Complex => 64,
            Enums.BandFormat.Dpcomplex => 128,
            _ => 32,
        };
}
