using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>Where the pixels of a set of images are, and how a batch gets hold of them.</summary>
internal abstract class PixelStorage : IDisposable
{
    /// <summary>The number of images.</summary>
    public abstract int Count { get; }

    /// <summary>Channels of every image.</summary>
    public abstract int Channels { get; }

    /// <summary>Height and width of every image in pixels, or zeros where they differ.</summary>
    public abstract (int Height, int Width) Size { get; }

    /// <summary>Where batches are.</summary>
    public abstract Device Device { get; }

    /// <summary>The images of a batch, whose samples are known to be there, in the current dispose scope.</summary>
    public abstract ImageBatch Load(Batch batch);

    /// <summary>Consecutive images as they are embedded: float32 [count, C, H, W] in the current scope.</summary>
    public abstract Tensor Range(int start, int count);

    /// <summary>Images, which are known to be there, as they are embedded: float32 [B, C, H, W].</summary>
    public abstract Tensor Pick(int[] samples);

    /// <summary>The first images, without a copy; both are to be disposed.</summary>
    public abstract PixelStorage Take(int count);

    /// <summary>Some of the images, in this order; both are to be disposed.</summary>
    /// <param name="samples">Which, known to be there.</param>
    public abstract PixelStorage Select(int[] samples);

    /// <summary>The same batches, of which the next ones are being read already.</summary>
    public virtual IEnumerable<Batch> ReadAhead(IEnumerable<Batch> batches) => batches;

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Pixels [N, H, W, C] as images: float32 [N, C, H, W], of bytes 255 becoming 1.</summary>
    internal static Tensor AsImages(Tensor pixels)
    {
        // The conversion keeps the strides, so the result stays channels-last.
        var images = pixels.permute(0, 3, 1, 2);
        return pixels.dtype == ScalarType.Byte ? images.to(ScalarType.Float32).div_(255.0) : images;
    }
}
