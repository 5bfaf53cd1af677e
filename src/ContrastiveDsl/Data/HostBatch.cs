using System.Runtime.InteropServices;
using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>The images of a batch on the host, one after another as rows of pixels.</summary>
internal sealed class HostBatch : IDisposable
{
    private readonly Tensor rows;
    private readonly long[] places;
    private readonly (int Height, int Width) size;

    private HostBatch(Batch batch, Tensor rows, long[] places, (int Height, int Width) size)
    {
        Batch = batch;
        this.rows = rows;
        this.places = places;
        this.size = size;
    }

    /// <summary>The batch that it is of.</summary>
    public Batch Batch { get; }

    /// <summary>Reads the images of a batch, several at once. Belongs to no dispose scope.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="batch">The batch, whose samples are known to be there.</param>
    /// <param name="size">Their size if all of the source have one, else zeros.</param>
    /// <param name="pinned">Whether they shall lie where a GPU can fetch them by itself.</param>
    /// <param name="threads">Threads to read with, at least 1.</param>
    public static HostBatch Read(
        IImageSource source,
        Batch batch,
        (int Height, int Width) size,
        bool pinned,
        int threads
    )
    {
        var (places, count) = Lay(source, batch.Samples);
        var type = source.PixelType == PixelType.Byte ? ScalarType.Byte : ScalarType.Float32;
        var rows = empty([count, source.Channels], type).DetachFromDisposeScope();
        try
        {
            Each(batch.Samples.Length, threads, i => ReadImage(source, batch.Samples, i, places, rows));
            return new HostBatch(batch, pinned ? Pinned(rows) : rows, places, size);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Runs an action for each number below a count, on so many threads.</summary>
    /// <exception cref="Exception">The first failure of an action, as it was.</exception>
    public static void Each(int count, int threads, Action<int> action)
    {
        if (threads == 1)
        {
            for (var i = 0; i < count; i++)
            {
                action(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, action);
        }
        catch (AggregateException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    /// <summary>Where images lie in a row among those of the batch; below 0 where they do not.</summary>
    /// <param name="samples">The images, in the order of the batch.</param>
    public int Find(ReadOnlySpan<int> samples) => Batch.Samples.AsSpan().IndexOf(samples);

    /// <summary>The images on a device, in the current dispose scope; on the host without a copy.</summary>
    public ImageBatch On(Device device) => On(device, 0, Batch.Samples.Length);

    /// <summary>The same for some of the images, which alone are sent there.</summary>
    /// <param name="device">The device.</param>
    /// <param name="start">The first one's place in the batch.</param>
    /// <param name="count">How many.</param>
    public ImageBatch On(Device device, int start, int count)
    {
        using var scope = NewDisposeScope();
        var (own, pixels) = PartOf(start, count);
        var there = device.type == DeviceType.CPU ? pixels.alias() : pixels.to(device, non_blocking: true);
        if (size.Height > 0)
        {
            var images = there.view(-1, size.Height, size.Width, there.size(1));
            return PixelStorage.AsImages(images).MoveToOuterDisposeScope();
        }

        return new ImageBatch(there.MoveToOuterDisposeScope(), Upload(own, device).MoveToOuterDisposeScope());
    }

    /// <summary>Where the images of a source lie, as <see cref="ImageBatch"/> wants it, on a device.</summary>
    public static Tensor Upload(long[] places, Device device) =>
        HostTensor.Upload<long>(places, [3, places.Length / 3], ScalarType.Int64, device);

    /// <summary>Lays images out one after another.</summary>
    /// <returns>First rows, then heights, then widths; and the number of rows.</returns>
    public static (long[] Places, long Rows) Lay(IImageSource source, ReadOnlySpan<int> samples)
    {
        var places = new long[3 * samples.Length];
        var rows = 0L;
        for (var i = 0; i < samples.Length; i++)
        {
            var (height, width) = source.SizeOf(samples[i]);
            places[i] = rows;
            places[samples.Length + i] = height;
            places[(2 * samples.Length) + i] = width;
            rows += (long)height * width;
        }

        return (places, rows);
    }

    /// <inheritdoc/>
    public void Dispose() => rows.Dispose();

    /// <summary>Where some of the images lie, and their rows.</summary>
    private (long[] Places, Tensor Rows) PartOf(int start, int count)
    {
        var all = Batch.Samples.Length;
        var end = start + count == all ? rows.size(0) : places[start + count];
        var own = new long[3 * count];
        for (var i = 0; i < count; i++)
        {
            own[i] = places[start + i] - places[start];
            own[count + i] = places[all + start + i];
            own[(2 * count) + i] = places[(2 * all) + start + i];
        }

        return (own, rows.narrow(0, places[start], end - places[start]));
    }

    private static void ReadImage(IImageSource source, int[] samples, int i, long[] places, Tensor rows)
    {
        var area = places[samples.Length + i] * places[(2 * samples.Length) + i];
        using var image = rows.narrow(0, places[i], area);
        var memory = HostTensor.Bytes(image);
        if (source.PixelType == PixelType.Byte)
        {
            source.Read(samples[i], memory);
        }
        else
        {
            source.Read(samples[i], MemoryMarshal.Cast<byte, float>(memory));
        }
    }

    private static Tensor Pinned(Tensor rows)
    {
        using (rows)
        {
            return rows.pin_memory().DetachFromDisposeScope();
        }
    }
}
