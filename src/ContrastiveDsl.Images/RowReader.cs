namespace ContrastiveDsl.Images;

/// <summary>
/// An image that is being decoded: what its header says, and its rows from the top, as they are stored (EXIF
/// orientation not yet applied), 8 bits a sample, transparency composed with the background.
/// </summary>
internal abstract class RowReader : IDisposable
{
    /// <summary>The image's width as it is stored and will be read, in pixels.</summary>
    internal abstract int Width { get; }

    /// <summary>The image's height as it is stored and will be read, in pixels.</summary>
    internal abstract int Height { get; }

    /// <summary>1 (gray) or 3.</summary>
    internal abstract int Channels { get; }

    /// <summary>Reads the next row.</summary>
    /// <param name="row">Receives <see cref="Width"/> × <see cref="Channels"/> bytes.</param>
    /// <exception cref="ImageDecodeException">Its data are damaged or missing.</exception>
    internal abstract void Read(Span<byte> row);

    /// <inheritdoc/>
    public abstract void Dispose();
}
