using ContrastiveDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// A random rectangle of each image, resized to one size, and a random horizontal flip, in one sampling (Szegedy et
/// al., 2014, arXiv:1409.4842; the crop of SimCLR, Chen et al., 2020, arXiv:2002.05709).
/// </summary>
public static class RandomResizedCrop
{
    /// <summary>Draws used: area, aspect ratio, top, left, flip.</summary>
    public const int DrawCount = 5;

    /// <summary>Crops, resizes and flips every image by chance of its own.</summary>
    /// <param name="images">N images, of any sizes.</param>
    /// <param name="draws"><see cref="DrawCount"/> draws of N images.</param>
    /// <param name="cropSize">Height and width of the result, in pixels.</param>
    /// <param name="minScale">Smallest share of the image's area, in (0, 1].</param>
    /// <param name="maxScale">Largest share of the image's area, from <paramref name="minScale"/> to 1.</param>
    /// <param name="minRatio">Smallest width divided by height, above 0.</param>
    /// <param name="maxRatio">Largest width divided by height.</param>
    /// <param name="flipProbability">Probability of a horizontal flip, in [0, 1].</param>
    /// <returns>[N, C, cropSize, cropSize], contiguous.</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size, share, ratio or probability is out of its range.
    /// </exception>
    public static Tensor Apply(
        ImageBatch images,
        TransformDraws draws,
        int cropSize,
        double minScale = 0.08,
        double maxScale = 1,
        double minRatio = 3.0 / 4,
        double maxRatio = 4.0 / 3,
        double flipProbability = 0
    )
    {
        Require.Draws(draws, DrawCount, Require.Batch(images));
        Require.Probability(flipProbability, nameof(flipProbability));
        ArgumentOutOfRangeException.ThrowIfLessThan(cropSize, 1);
        using var scope = torch.NewDisposeScope();
        var crop = Sample(draws, images, minScale, maxScale, minRatio, maxRatio);
        var flip = flipProbability > 0 ? draws.Chance(4, flipProbability) : null;
        return ResizedCrop
            .Apply(images, crop.Top, crop.Left, crop.Height, crop.Width, cropSize, cropSize, flip)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Only the rectangles, as <see cref="Apply"/> chooses them.</summary>
    /// <remarks>
    /// The area is uniform. The logarithm of the aspect ratio is uniform over those ratios in the wanted range at which
    /// a rectangle of this area fits into the image; if none fits, the nearest one that does is taken. So the area is
    /// never changed, no draw is rejected, and every rectangle lies inside the image.
    /// </remarks>
    /// <param name="draws">At least the first four of <see cref="DrawCount"/> draws.</param>
    /// <param name="height">Height of the images, in pixels.</param>
    /// <param name="width">Width of the images, in pixels.</param>
    /// <param name="minScale">Smallest share of the image's area, in (0, 1].</param>
    /// <param name="maxScale">Largest share of the image's area, from <paramref name="minScale"/> to 1.</param>
    /// <param name="minRatio">Smallest width divided by height, above 0.</param>
    /// <param name="maxRatio">Largest width divided by height.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, share or ratio is out of its range.</exception>
    public static CropRectangles Sample(
        TransformDraws draws,
        int height,
        int width,
        double minScale,
        double maxScale,
        double minRatio,
        double maxRatio
    )
    {
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Require.Range(minScale, maxScale, double.Epsilon, 1, nameof(minScale));
        Require.Range(minRatio, maxRatio, double.Epsilon, double.MaxValue, nameof(minRatio));
        using var scope = torch.NewDisposeScope();

        var logArea = draws.Uniform(0, minScale * height * width, maxScale * height * width).log_();
        var narrowest = logArea.sub(2 * Math.Log(height)); // log of the ratio at which the rectangle is as high as the image
        var widest = logArea.neg().add_(2 * Math.Log(width)); // ... and at which it is as wide
        var low = narrowest.clamp_min(Math.Log(minRatio)).minimum(widest);
        var high = widest.clamp_max(Math.Log(maxRatio)).maximum(narrowest);
        var logRatio = low.lerp(high, draws.Uniform(1));

        var cropWidth = logArea.add(logRatio).mul_(0.5).exp_().clamp_max_(width);
        var cropHeight = logArea.sub(logRatio).mul_(0.5).exp_().clamp_max_(height);
        var top = cropHeight.neg().add_(height).mul_(draws.Uniform(2));
        var left = cropWidth.neg().add_(width).mul_(draws.Uniform(3));
        return new CropRectangles(
            top.MoveToOuterDisposeScope(),
            left.MoveToOuterDisposeScope(),
            cropHeight.MoveToOuterDisposeScope(),
            cropWidth.MoveToOuterDisposeScope()
        );
    }

    /// <summary>Only the rectangles, each inside its image, whatever that one's size.</summary>
    internal static CropRectangles Sample(
        TransformDraws draws,
        ImageBatch images,
        double minScale,
        double maxScale,
        double minRatio,
        double maxRatio
    )
    {
        if (images.HasOneSize)
        {
            var sizes = Require.Images(images.Pixels);
            var (height, width) = (checked((int)sizes.Height), checked((int)sizes.Width));
            return Sample(draws, height, width, minScale, maxScale, minRatio, maxRatio);
        }

        Require.Range(minScale, maxScale, double.Epsilon, 1, nameof(minScale));
        Require.Range(minRatio, maxRatio, double.Epsilon, double.MaxValue, nameof(minRatio));
        using var scope = torch.NewDisposeScope();
        var rectangles = SampleEach(
            draws,
            images.Heights.to(ScalarType.Float32),
            images.Widths.to(ScalarType.Float32),
            (minScale, maxScale),
            (Math.Log(minRatio), Math.Log(maxRatio))
        );
        return new CropRectangles(
            rectangles.Top.MoveToOuterDisposeScope(),
            rectangles.Left.MoveToOuterDisposeScope(),
            rectangles.Height.MoveToOuterDisposeScope(),
            rectangles.Width.MoveToOuterDisposeScope()
        );
    }

    /// <summary>As of images of one size, with height and width of each image, float32 [N].</summary>
    private static CropRectangles SampleEach(
        TransformDraws draws,
        Tensor height,
        Tensor width,
        (double Min, double Max) scale,
        (double Min, double Max) logRatio
    )
    {
        var logArea = draws.Uniform(0, scale.Min, scale.Max).mul_(height).mul_(width).log_();
        var narrowest = logArea.sub(height.log().mul_(2));
        var widest = logArea.neg().add_(width.log().mul_(2));
        var low = narrowest.clamp_min(logRatio.Min).minimum(widest);
        var high = widest.clamp_max(logRatio.Max).maximum(narrowest);
        var ratio = low.lerp(high, draws.Uniform(1));

        var cropWidth = logArea.add(ratio).mul_(0.5).exp_().minimum(width);
        var cropHeight = logArea.sub(ratio).mul_(0.5).exp_().minimum(height);
        var top = height.sub(cropHeight).mul_(draws.Uniform(2));
        var left = width.sub(cropWidth).mul_(draws.Uniform(3));
        return new CropRectangles(top, left, cropHeight, cropWidth);
    }
}
