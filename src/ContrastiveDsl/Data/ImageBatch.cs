using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>
/// The images of a batch: of one size, in one tensor; or each of a size of its own, one after another as rows of
/// pixels.
/// </summary>
/// <remarks>
/// Crops that draw their rectangles from whole images take either form; nothing is padded. What needs images of one
/// size asks for <see cref="Pixels"/>. A tensor of images is a batch of them without further words.
/// </remarks>
public sealed class ImageBatch
{
    private readonly Tensor? pixels;
    private readonly Tensor? rows;
    private readonly Tensor? places;

    /// <summary>Images of one size.</summary>
    /// <param name="images">Floating point [N, C, H, W]; the batch does not own it.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or type.</exception>
    public ImageBatch(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Dimensions != 4 || !images.is_floating_point())
        {
            throw new ArgumentException(
                $"Images are a floating-point tensor [N, C, H, W], but this one is {images.dtype} [{string.Join(", ", images.shape)}].",
                nameof(images)
            );
        }

        pixels = images;
    }

    /// <summary>Images of different sizes.</summary>
    /// <param name="rows">
    /// Pixels of at least these images, [P, C]: each image's from left to right and from top to bottom; bytes, of which
    /// 255 stands for 1, or float32. The batch does not own it.
    /// </param>
    /// <param name="places">
    /// int64 [3, N]: for each image the row of its first pixel, its height and its width. The numbers are not checked,
    /// since that would wait for the device.
    /// </param>
    /// <exception cref="ArgumentException">A tensor has another shape or type.</exception>
    public ImageBatch(Tensor rows, Tensor places)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(places);
        if (rows.Dimensions != 2 || (rows.dtype != ScalarType.Byte && rows.dtype != ScalarType.Float32))
        {
            throw new ArgumentException(
                $"Rows of pixels are bytes or float32 [P, C], but these are {rows.dtype} [{string.Join(", ", rows.shape)}].",
                nameof(rows)
            );
        }

        if (places.Dimensions != 2 || places.size(0) != 3 || places.dtype != ScalarType.Int64)
        {
            throw new ArgumentException(
                $"Places are int64 [3, N], but these are {places.dtype} [{string.Join(", ", places.shape)}].",
                nameof(places)
            );
        }

        this.rows = rows;
        this.places = places;
    }

    /// <summary>Images of one size.</summary>
    /// <param name="images">Floating point [N, C, H, W].</param>
    /// <exception cref="ArgumentException">The tensor has another shape or type.</exception>
    public static implicit operator ImageBatch(Tensor images) => new(images);

    /// <summary>The number of images.</summary>
    public long Count => pixels is not null ? pixels.size(0) : places!.size(1);

    /// <summary>Where the images are.</summary>
    public Device Device => (pixels ?? rows!).device;

    /// <summary>Whether all images lie in one tensor.</summary>
    public bool HasOneSize => pixels is not null;

    /// <summary>The images, floating point [N, C, H, W].</summary>
    /// <exception cref="InvalidOperationException">They are of different sizes.</exception>
    public Tensor Pixels =>
        pixels
        ?? throw new InvalidOperationException(
            "These images are of different sizes, so they do not fit into one tensor: begin the augmentation family with [RandomResizedCrop], or open the images with Square = true."
        );

    /// <summary>The rows of pixels of images of different sizes, [P, C].</summary>
    internal Tensor Rows => rows!;

    /// <summary>Row of the first pixel of each image, int64 [N].</summary>
    internal Tensor First => places!.select(0, 0);

    /// <summary>Height of each image, int64 [N].</summary>
    internal Tensor Heights => places!.select(0, 1);

    /// <summary>Width of each image, int64 [N].</summary>
    internal Tensor Widths => places!.select(0, 2);
}
