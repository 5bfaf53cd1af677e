using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>
/// Images to train on, with their labels where there are any: of one size and held whole on one device as bytes, or of
/// many sizes and read ahead of the training.
/// </summary>
/// <remarks>
/// Pixels lie channels-last; what <see cref="Load"/> gives of images of one size is a view of that layout as
/// [B, C, H, W], the strides with which convolutions are fastest.
/// </remarks>
public sealed class ImageSet : IDisposable
{
    private readonly PixelStorage storage;

    /// <summary>Makes a set of images; it keeps tensors of its own, and the caller's stay the caller's.</summary>
    /// <param name="images">Bytes [N, C, H, W] (uint8), any strides; the set lives on their device.</param>
    /// <param name="labels">Class numbers [N] (int64), from 0, −1 for an unlabeled image; or none.</param>
    /// <exception cref="ArgumentException">The shapes or types are others.</exception>
    public ImageSet(Tensor images, Tensor? labels = null)
        : this(Held(images), labels) { }

    private ImageSet(PixelStorage storage, Tensor? labels)
    {
        this.storage = storage;
        if (labels is not null)
        {
            using var scope = NewDisposeScope();
            RequireLabels(labels, Count);
            Labels = labels.to(Device).contiguous().alias().DetachFromDisposeScope();
        }
    }

    /// <summary>Makes a set of a program's own images, which are read as they are needed.</summary>
    /// <param name="source">The images; the set disposes it.</param>
    /// <param name="options">What they are opened for; without it they stay as they are, on the CPU.</param>
    /// <param name="labels">Class numbers [N] (int64), from 0, −1 for an unlabeled image; or none.</param>
    /// <exception cref="ArgumentException">There are no images, or the labels are not one for each.</exception>
    public static ImageSet Open(IImageSource source, ImageOptions? options = null, Tensor? labels = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Count < 1 || source.Channels < 1)
        {
            throw new ArgumentException(
                $"There are no images in {source.Count} images of {source.Channels} channels.",
                nameof(source)
            );
        }

        return Of(new SharedSource(source), options ?? new ImageOptions(), labels);
    }

    /// <summary>Makes a set of images out of bytes on the host.</summary>
    /// <param name="images">The bytes of [N, H, W, C], channel fastest.</param>
    /// <param name="count">N, at least 1.</param>
    /// <param name="channels">C.</param>
    /// <param name="height">H, pixels.</param>
    /// <param name="width">W, pixels.</param>
    /// <param name="labels">N class numbers, or none.</param>
    /// <param name="device">Where the set shall live; without it on the CPU.</param>
    /// <param name="signedLabels">Whether the labels are signed bytes, so that 255 is −1, an unlabeled image.</param>
    /// <exception cref="ArgumentException">The number of bytes or labels does not fit the sizes.</exception>
    public static ImageSet FromBytes(
        byte[] images,
        int count,
        int channels,
        int height,
        int width,
        byte[]? labels = null,
        Device? device = null,
        bool signedLabels = false
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        var expected = (long)count * channels * height * width;
        if (images.Length != expected)
        {
            throw new ArgumentException(
                $"[{count}, {height}, {width}, {channels}] needs {expected} bytes, got {images.Length}.",
                nameof(images)
            );
        }

        using var scope = NewDisposeScope();
        var host = HostTensor.Upload<byte>(images, [count, height, width, channels], ScalarType.Byte, CPU);
        Tensor? classes = null;
        if (labels is not null)
        {
            classes = HostTensor.Upload<byte>(labels, [labels.Length], ScalarType.Byte, CPU).to(ScalarType.Int64);
            if (signedLabels)
            {
                classes = classes.sub(classes.gt(127).to(ScalarType.Int64).mul(256));
            }
        }

        var target = device ?? CPU;
        return new ImageSet(host.to(target).permute(0, 3, 1, 2), classes?.to(target));
    }

    /// <summary>The number of images.</summary>
    public int Count => storage.Count;

    /// <summary>Color channels per image.</summary>
    public int Channels => storage.Channels;

    /// <summary>Height in pixels; 0 if the images are of different sizes.</summary>
    public int Height => storage.Size.Height;

    /// <summary>Width in pixels; 0 if the images are of different sizes.</summary>
    public int Width => storage.Size.Width;

    /// <summary>
    /// Class numbers [N], int64, on the images' device, −1 for unlabeled images; null when the images have none. The
    /// set owns it.
    /// </summary>
    public Tensor? Labels { get; }

    /// <summary>What the images are called, each by its place; null where they have no names.</summary>
    internal IReadOnlyList<string>? Names { get; private init; }

    /// <summary>Where the images of a batch are.</summary>
    public Device Device => storage.Device;

    /// <summary>How long <see cref="ReadAhead"/> has kept the training waiting.</summary>
    internal TimeSpan Waited => (storage as SourcePixels)?.Waited ?? default;

    /// <summary>
    /// The number of classes, that is one more than the largest label; 0 without labels, or if all images are
    /// unlabeled. Waits for the device.
    /// </summary>
    public int CountClasses()
    {
        if (Labels is null)
        {
            return 0;
        }

        using var largest = Labels.max();
        return (int)Math.Max(0, checked(largest.ToInt64() + 1));
    }

    /// <summary>
    /// The same batches in the same order, while the images of the next few are being read already: what a training
    /// loop goes through. Images that are held whole need no reading.
    /// </summary>
    /// <param name="batches">The batches, as <see cref="EpochOrder"/> gives them; enumerated on another thread.</param>
    public IEnumerable<Batch> ReadAhead(IEnumerable<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return storage.ReadAhead(batches);
    }

    /// <summary>
    /// The images of a batch in its order: of one size as float32 [B, C, H, W] in [0, 1] with channels-last strides.
    /// </summary>
    /// <returns>A batch whose tensors belong to the current dispose scope.</returns>
    /// <exception cref="ArgumentException">A sample is not in this set.</exception>
    public ImageBatch Load(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        SampleIndex.Require(batch.Samples, Count);
        return storage.Load(batch);
    }

    /// <summary>The class numbers of a batch: int64 [B] on the images' device, in the batch's order.</summary>
    /// <exception cref="InvalidOperationException">The images have no labels.</exception>
    /// <exception cref="ArgumentException">A sample is not in this set.</exception>
    public Tensor LoadLabels(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (Labels is null)
        {
            throw new InvalidOperationException(
                $"The {Count} images have no labels, but labels are to be trained with. Add a file of labels to the data, or choose a method or loss that needs none."
            );
        }

        SampleIndex.Require(batch.Samples, Count);
        using var scope = NewDisposeScope();
        return Labels.index_select(0, SampleIndex.Upload(batch.Samples, Device)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Consecutive images as they are embedded: float32 [count, C, H, W] in [0, 1] with channels-last strides.
    /// </summary>
    /// <param name="start">The first image, from 0.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the set.</exception>
    public Tensor Range(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return storage.Range(start, count);
    }

    /// <summary>
    /// Images as they are embedded, in the order of their places: float32 [B, C, H, W] in [0, 1] with channels-last
    /// strides.
    /// </summary>
    /// <param name="places">Positions in this set, at least one.</param>
    /// <exception cref="ArgumentException">An image is not in this set.</exception>
    public Tensor Pick(int[] places)
    {
        ArgumentNullException.ThrowIfNull(places);
        SampleIndex.Require(places, Count);
        return storage.Pick(places);
    }

    /// <summary>The first images of the set, without a copy. Both sets are to be disposed, in any order.</summary>
    /// <param name="count">How many, 1 to <see cref="Count"/>.</param>
    public ImageSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        using var scope = NewDisposeScope();
        return new ImageSet(storage.Take(count), Labels?.narrow(0, 0, count)) { Names = Names };
    }

    /// <summary>
    /// Images at even distances, from the first one on, so that each part of a set in the order of its folders has its
    /// share: those that <c>--limit</c> takes of a folder of files. Both sets are to be disposed, in any order.
    /// </summary>
    /// <param name="count">How many, 1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public ImageSet Spread(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        var chosen = EvenPlaces.Of(count, Count);
        using var scope = NewDisposeScope();
        return new ImageSet(storage.Select(chosen), Labels?.index_select(0, SampleIndex.Upload(chosen, Labels.device)))
        {
            Names = Names is { } names ? Array.ConvertAll(chosen, i => names[i]) : null,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        storage.Dispose();
        Labels?.Dispose();
    }

    /// <summary>Makes a set of images of which others may look at the same source.</summary>
    internal static ImageSet Of(
        SharedSource source,
        ImageOptions options,
        Tensor? labels,
        IReadOnlyList<string>? names = null
    )
    {
        try
        {
            return new ImageSet(new SourcePixels(source, options), labels) { Names = names };
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static HeldPixels Held(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        RequireImages(images);
        using var scope = NewDisposeScope();
        return new HeldPixels(images.permute(0, 2, 3, 1).contiguous());
    }

    private static void RequireImages(Tensor images)
    {
        if (images.dim() != 4 || images.dtype != ScalarType.Byte)
        {
            throw new ArgumentException(
                $"Images are uint8 [N, C, H, W], got {images.dtype} [{string.Join(", ", images.shape)}].",
                nameof(images)
            );
        }

        if (images.numel() == 0)
        {
            throw new ArgumentException($"There are no images in [{string.Join(", ", images.shape)}].", nameof(images));
        }
    }

    private static void RequireLabels(Tensor labels, int count)
    {
        if (labels.dim() != 1 || labels.dtype != ScalarType.Int64 || labels.shape[0] != count)
        {
            throw new ArgumentException(
                $"Labels are int64 [{count}], one for each image, got {labels.dtype} [{string.Join(", ", labels.shape)}].",
                nameof(labels)
            );
        }
    }
}
