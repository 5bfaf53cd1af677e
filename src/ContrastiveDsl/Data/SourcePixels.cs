using ContrastiveDsl.Distribution;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>
/// Images read from a source batch by batch, ahead of the training; of one size or of many. On a GPU, sources of which
/// all pixels fit easily are held there whole.
/// </summary>
internal sealed class SourcePixels : PixelStorage
{
    /// <summary>Bytes of pixels up to which a GPU holds them all.</summary>
    private const long HeldAtMost = 2L << 30;

    private readonly SharedSource source;
    private readonly IImageSource embedded;
    private readonly IImageSource trained;
    private readonly (int Height, int Width) embeddedSize;
    private readonly ImageOptions options;
    private readonly Tensor? held;
    private readonly long[] heldPlaces = [];
    private HostBatch? ready;

    /// <summary>Takes over a source.</summary>
    /// <param name="source">The source, disposed with this.</param>
    /// <param name="options">What the images are opened for.</param>
    /// <exception cref="ArgumentException">
    /// The encoder's size is out of its range.
    /// </exception>
    public SourcePixels(SharedSource source, ImageOptions options)
    {
        this.source = source;
        this.options = options;
        embedded = options.ImageSize > 0 ? new SquareSource(source, options.ImageSize) : source;
        trained = options.Square ? embedded : source;
        Size = OneSize(trained);
        embeddedSize = options.ImageSize > 0 ? (options.ImageSize, options.ImageSize) : Size;
        if (Device.type == DeviceType.CUDA && Size.Height == 0)
        {
            (held, heldPlaces) = Hold();
        }
    }

    /// <inheritdoc/>
    public override int Count => source.Count;

    /// <inheritdoc/>
    public override int Channels => source.Channels;

    /// <inheritdoc/>
    public override (int Height, int Width) Size { get; }

    /// <inheritdoc/>
    public override Device Device => options.Device ?? CPU;

    /// <summary>How long the training has waited for images.</summary>
    public TimeSpan Waited { get; private set; }

    private int Threads => options.ThreadsOrTorchs;

    /// <inheritdoc/>
    public override ImageBatch Load(Batch batch)
    {
        if (held is not null)
        {
            return new ImageBatch(held.alias(), HostBatch.Upload(PlacesOf(batch.Samples), Device));
        }

        if (ready is not null && ready.Find(batch.Samples) is var start and >= 0)
        {
            return ready.On(Device, start, batch.Samples.Length);
        }

        using var read = Read(trained, batch, Size);
        return read.On(Device);
    }

    /// <inheritdoc/>
    public override Tensor Range(int start, int count) => Pick([.. Enumerable.Range(start, count)]);

    /// <inheritdoc/>
    public override Tensor Pick(int[] samples)
    {
        if (embeddedSize.Height == 0)
        {
            throw new InvalidOperationException(
                "These images are of different sizes, and nobody said to which they shall be brought: open them with ImageSize, the encoder's."
            );
        }

        using var read = Read(embedded, new Batch(0, 0, samples), embeddedSize);
        return read.On(Device).Pixels;
    }

    /// <inheritdoc/>
    public override PixelStorage Take(int count) => Select([.. Enumerable.Range(0, count)]);

    /// <inheritdoc/>
    public override PixelStorage Select(int[] samples) => new SourcePixels(source.Select(samples), options);

    /// <inheritdoc/>
    public override IEnumerable<Batch> ReadAhead(IEnumerable<Batch> batches)
    {
        if (held is not null)
        {
            foreach (var batch in batches)
            {
                yield return batch;
            }

            yield break;
        }

        // The batches go on whole, since labels and memory are of all images; only this process's are read.
        using var reader = new AheadReader(batches, batch => Read(trained, World.Current.Share(batch), Size));
        var before = Waited;
        try
        {
            while (reader.Next() is { } next)
            {
                Waited = before + reader.Waited;
                Replace(next.Images);
                yield return next.Batch;
            }
        }
        finally
        {
            Replace(null);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Replace(null);
        held?.Dispose();
        source.Dispose();
    }

    /// <summary>Whether all images have one size: that size, or zeros.</summary>
    private static (int Height, int Width) OneSize(IImageSource source)
    {
        var size = source.SizeOf(0);
        for (var i = 1; i < source.Count; i++)
        {
            if (source.SizeOf(i) != size)
            {
                return default;
            }
        }

        return size;
    }

    private void Replace(HostBatch? next)
    {
        ready?.Dispose();
        ready = next;
    }

    private HostBatch Read(IImageSource from, Batch batch, (int Height, int Width) size)
    {
        SampleIndex.Require(batch.Samples, Count);
        return HostBatch.Read(from, batch, size, pinned: Device.type == DeviceType.CUDA, Threads);
    }

    private (Tensor? Rows, long[] Places) Hold()
    {
        int[] all = [.. Enumerable.Range(0, Count)];
        var (places, rows) = HostBatch.Lay(trained, all);
        if (rows * Channels * (trained.PixelType == PixelType.Byte ? 1 : 4) > HeldAtMost)
        {
            return (null, []);
        }

        using var read = HostBatch.Read(trained, new Batch(0, 0, all), default, pinned: false, Threads);
        using var scope = NewDisposeScope();
        return (read.On(Device).Rows.DetachFromDisposeScope(), places);
    }

    private long[] PlacesOf(int[] samples)
    {
        SampleIndex.Require(samples, Count);
        var places = new long[3 * samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            for (var kind = 0; kind < 3; kind++)
            {
                places[(kind * samples.Length) + i] = heldPlaces[(kind * Count) + samples[i]];
            }
        }

        return places;
    }
}
