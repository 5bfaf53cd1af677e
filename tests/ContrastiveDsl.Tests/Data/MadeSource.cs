using ContrastiveDsl.Data;

namespace ContrastiveDsl.Tests.Data;

/// <summary>Images that follow from their numbers: of many sizes, or of one.</summary>
internal sealed class MadeSource(int count, int channels = 3, PixelType type = PixelType.Byte, int side = 0)
    : IImageSource
{
    private int reads;

    /// <summary>How often an image was read.</summary>
    internal int Reads => reads;

    /// <summary>Whether it was disposed.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>The image at which reading fails; −1 for none.</summary>
    internal int Faulty { get; init; } = -1;

    /// <summary>How it fails; null for an error of the disk.</summary>
    internal Exception? Fault { get; init; }

    public int Count => count;

    public int Channels => channels;

    public PixelType PixelType => type;

    public (int Height, int Width) SizeOf(int index) =>
        side > 0 ? (side, side) : (3 + (index * 7 % 11), 2 + (index * 5 % 13));

    public void Read(int index, Span<byte> pixels)
    {
        Begin(index);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Value(index, i);
        }
    }

    public void Read(int index, Span<float> pixels)
    {
        Begin(index);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Value(index, i) / 128f;
        }
    }

    public void Dispose() => IsDisposed = true;

    /// <summary>A number of an image.</summary>
    internal static byte Value(int index, int place) => (byte)((index * 37) + (place * 3));

    private void Begin(int index)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Interlocked.Increment(ref reads);
        if (index == Faulty)
        {
            throw Fault ?? new IOException($"image {index} is gone");
        }
    }
}
