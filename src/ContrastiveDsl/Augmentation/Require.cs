using ContrastiveDsl.Data;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>Checks of arguments that several transforms share. None of them reads a tensor's contents.</summary>
internal static class Require
{
    /// <summary>The sizes of a batch of images.</summary>
    public static ImageSizes Images(Tensor images)
    {
        var shape = new ImageBatch(images).Pixels.shape;
        return new ImageSizes(shape[0], shape[1], shape[2], shape[3]);
    }

    /// <summary>The number of images of a batch.</summary>
    public static long Batch(ImageBatch images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.HasOneSize ? Images(images.Pixels).Count : images.Count;
    }

    /// <summary>One value for each image, [N].</summary>
    public static void PerImage(Tensor values, long images, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Dimensions != 1 || values.size(0) != images)
        {
            throw new ArgumentException(
                $"There are {images} images, so {name} must have shape [{images}], but it has [{string.Join(", ", values.shape)}].",
                name
            );
        }
    }

    public static void Draws(TransformDraws draws, int count, long images)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (draws.Count < count)
        {
            throw new ArgumentException(
                $"This transform uses {count} draws, but was given {draws.Count}.",
                nameof(draws)
            );
        }

        if (draws.Samples != images)
        {
            throw new ArgumentException(
                $"There are {images} images, but the draws are for {draws.Samples}.",
                nameof(draws)
            );
        }
    }

    public static void Probability(double probability, string name)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(name, probability, "A probability lies between 0 and 1.");
        }
    }

    public static void Range(double low, double high, double minimum, double maximum, string name)
    {
        if (!(low >= minimum && low <= high && high <= maximum))
        {
            throw new ArgumentOutOfRangeException(
                name,
                FormattableString.Invariant(
                    $"The range from {low} to {high} is outside what is possible, {minimum} to {maximum}, or its ends are the wrong way round."
                )
            );
        }
    }
}
