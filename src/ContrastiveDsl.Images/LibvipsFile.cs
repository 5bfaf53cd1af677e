using System.Runtime.InteropServices;
using NetVips;

namespace ContrastiveDsl.Images;

/// <summary>
/// A file's bytes, opened by the decoder of its format: the header is read, pixels are not yet. The decoder is called
/// by its name, so that no other one of libvips ever sees the file.
/// </summary>
internal sealed class LibvipsFile : IDisposable
{
    private const string OrientationField = "orientation";
    private readonly Source _source;

    /// <param name="format">Its format; not BMP, which libvips does not read.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="shrink">For a JPEG, by how much smaller its decoder makes it: 1, 2, 4 or 8.</param>
    /// <exception cref="ImageDecodeException">Its header is damaged or cut off.</exception>
    internal LibvipsFile(ImageFormat format, ReadOnlyMemory<byte> file, string? name, int shrink = 1)
    {
        Format = format;
        _source = ToSource(file);
        try
        {
            Image = Open(shrink);
        }
        catch (VipsException fault)
        {
            _source.Dispose();
            throw new ImageDecodeException(name, "its header is damaged or cut off", fault);
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    /// <summary>The format.</summary>
    internal ImageFormat Format { get; }

    /// <summary>The opened image.</summary>
    internal Image Image { get; }

    /// <summary>How the image lies, 1 to 8 as in EXIF; 1 is upright.</summary>
    internal int Orientation =>
        Image.Contains(OrientationField) && Image.Get(OrientationField) is int orientation and >= 1 and <= 8
            ? orientation
            : 1;

    /// <inheritdoc/>
    public void Dispose()
    {
        Image.Dispose();
        _source.Dispose();
    }

    /// <summary>A whole array is lent to libvips, a part of one copied.</summary>
    private static Source ToSource(ReadOnlyMemory<byte> file) =>
        MemoryMarshal.TryGetArray(file, out var part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? Source.NewFromMemory(part.Array)
            : Source.NewFromMemory(file.Span);

    private Image Open(int shrink)
    {
        const Enums.Access access = Enums.Access.Sequential;
        const Enums.FailOn failOn = Enums.FailOn.Error;
        return Format switch
        {
            ImageFormat.Jpeg => Image.JpegloadSource(_source, shrink: shrink, access: access, failOn: failOn),
            ImageFormat.Png => Image.PngloadSource(_source, access: access, failOn: failOn),
            ImageFormat.WebP => Image.WebploadSource(_source, access: access, failOn: failOn),
            ImageFormat.Gif => Image.GifloadSource(_source, access: access, failOn: failOn),
            ImageFormat.Tiff => Image.TiffloadSource(_source, access: access, failOn: failOn),
            _ => throw new ArgumentOutOfRangeException(nameof(shrink), Format, "libvips reads no BMP."),
        };
    }
}
