using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>Images of one size, held whole on one device as bytes, with their labels where there are any.</summary>
/// <remarks>
/// The bytes lie channels-last, [N, H, W, C]; what <see cref="Load"/> gives is a view of that layout as [B, C, H, W],
/// the strides with which convolutions are fastest.
/// </remarks>
public sealed class ImageSet : IDisposable
{
    private readonly Tensor pixels;

    /// <summary>Makes a set of images; it keeps tensors of its own, and the caller's stay the caller's.</summary>
    /// <param name="images">Bytes [N, C, H, W] (uint8), any strides; the set lives on their device.</param>
    /// <param name="labels">Class numbers [N] (int64), from 0, −1 for an unlabelled image; or none.</param>
    /// <exception cref="ArgumentException">The shapes or types are others.</exception>
    public ImageSet(Tensor images, Tensor? labels = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        RequireImages(images);
        using var scope = NewDisposeScope();
        pixels = images.permute(0, 2, 3, 1).contiguous().DetachFromDisposeScope();
        var shape = pixels.shape;
        (Count, Height, Width, Channels) = ((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]);
        if (labels is not null)
        {
            RequireLabels(labels, Count);
            Labels = labels.to(pixels.device).contiguous().alias().DetachFromDisposeScope();
        }
    }

    /// <summary>Makes a set of images out of bytes on the host.</summary>
    /// <param name="images">The bytes of [N, H, W, C], channel fastest.</param>
    /// <param name="count">N, at least 1.</param>
    /// <param name="channels">C.</param>
    /// <param name="height">H, pixels.</param>
    /// <param name="width">W, pixels.</param>
    /// <param name="labels">N class numbers, or none.</param>
    /// <param name="device">Where the set shall live; without it on the CPU.</param>
    /// <param name="signedLabels">Whether the labels are signed bytes, so that 255 is −1, an unlabelled image.</param>
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
    public int Count { get; }

    /// <summary>Colour channels per image.</summary>
    public int Channels { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>
    /// Class numbers [N], int64, on the images' device, −1 for unlabelled images; null when the images have none. The
    /// set owns it.
    /// </summary>
    public Tensor? Labels { get; }

    /// <summary>Where the images are.</summary>
    public Device Device => pixels.device;

    /// <summary>
    /// The number of classes, that is one more than the largest label; 0 without labels, or if all images are
    /// unlabelled. Waits for the device.
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
    /// The images of a batch: float32 [B, C, H, W] in [0, 1] with channels-last strides, in the batch's order.
    /// </summary>
    /// <exception cref="ArgumentException">A sample is not in this set.</exception>
    public Tensor Load(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var index = Upload(batch.Samples);
        return AsImages(pixels.index_select(0, index)).MoveToOuterDisposeScope();
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

        using var scope = NewDisposeScope();
        return Labels.index_select(0, Upload(batch.Samples)).MoveToOuterDisposeScope();
    }

    /// <summary>Consecutive images: float32 [count, C, H, W] in [0, 1] with channels-last strides.</summary>
    /// <param name="start">The first image, from 0.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the set.</exception>
    public Tensor Range(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        using var scope = NewDisposeScope();
        return AsImages(pixels.narrow(0, start, count)).MoveToOuterDisposeScope();
    }

    /// <summary>The first images of the set, without a copy. Both sets are to be disposed, in any order.</summary>
    /// <param name="count">How many, 1 to <see cref="Count"/>.</param>
    public ImageSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        using var scope = NewDisposeScope();
        return new ImageSet(pixels.narrow(0, 0, count).permute(0, 3, 1, 2), Labels?.narrow(0, 0, count));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pixels.Dispose();
        Labels?.Dispose();
    }

    /// <summary>One upload, and none that waits: the copy is queued behind what the device is doing.</summary>
    private Tensor Upload(int[] samples)
    {
        if (samples.Length == 0)
        {
            throw new ArgumentException("The batch is empty.", nameof(samples));
        }

        var wide = new long[samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            // Checked here: on a GPU a wrong index would end the process, not the call.
            if ((uint)samples[i] >= (uint)Count)
            {
                throw new ArgumentException(
                    $"The batch asks for image {samples[i]}, but the set holds the images 0 to {Count - 1}.",
                    nameof(samples)
                );
            }

            wide[i] = samples[i];
        }

        return HostTensor.Upload<long>(wide, [wide.Length], ScalarType.Int64, pixels.device);
    }

    private static Tensor AsImages(Tensor bytes)
    {
        // The conversion keeps the strides, so the result stays channels-last.
        return bytes.permute(0, 3, 1, 2).to(ScalarType.Float32).div_(255.0);
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
