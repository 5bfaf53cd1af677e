namespace ContrastiveDsl.Data;

/// <summary>
/// Some images of a source, in an order of their own. Several of these may look at one source, which is disposed with
/// the last of them.
/// </summary>
internal sealed class SharedSource : IImageSource
{
    private readonly Owned owned;
    private readonly int[]? indices;
    private bool disposed;

    /// <summary>All images of a source, which it owns from now on.</summary>
    public SharedSource(IImageSource source)
    {
        owned = new Owned(source);
        Count = source.Count;
    }

    private SharedSource(Owned owned, int[] indices)
    {
        this.owned = owned;
        this.indices = indices;
        Count = indices.Length;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Channels => owned.Source.Channels;

    /// <inheritdoc/>
    public PixelType PixelType => owned.Source.PixelType;

    /// <summary>Some of these images; to be disposed like this one, in any order.</summary>
    /// <param name="chosen">Which, by their numbers here.</param>
    public SharedSource Select(IEnumerable<int> chosen)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        owned.Share();
        return new SharedSource(owned, [.. chosen.Select(IndexOf)]);
    }

    /// <inheritdoc/>
    public (int Height, int Width) SizeOf(int index) => owned.Source.SizeOf(IndexOf(index));

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => owned.Source.Read(IndexOf(index), pixels);

    /// <inheritdoc/>
    public void Read(int index, Span<float> pixels) => owned.Source.Read(IndexOf(index), pixels);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            owned.Release();
        }
    }

    private int IndexOf(int index) => indices is null ? index : indices[index];

    private sealed class Owned(IImageSource source)
    {
        private int users = 1;

        public IImageSource Source => source;

        public void Share() => Interlocked.Increment(ref users);

        public void Release()
        {
            if (Interlocked.Decrement(ref users) == 0)
            {
                source.Dispose();
            }
        }
    }
}
