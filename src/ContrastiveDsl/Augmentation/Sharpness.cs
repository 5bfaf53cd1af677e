using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Blurs or sharpens images by chance, by a factor of each image's own (AutoAugment, Cubuk et al., 2018,
/// arXiv:1805.09501).
/// </summary>
public static class Sharpness
{
    /// <summary>Draws used: the gate and the factor.</summary>
    public const int DrawCount = 2;

    // The smooth image weighs a pixel 5 and each of its neighbors 1.
    private const int Weights = 13;
    private const int Around = 4;

    /// <summary>Changes the sharpness of each image with the given probability.</summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1], any strides.</param>
    /// <param name="draws"><see cref="DrawCount"/> draws of N images.</param>
    /// <param name="minFactor">Smallest factor, 0 or more.</param>
    /// <param name="maxFactor">Largest factor, up to 100.</param>
    /// <param name="probability">In [0, 1]; the images left out come back unchanged to the bit.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A factor or the probability is out of its range.</exception>
    public static Tensor Apply(
        Tensor images,
        TransformDraws draws,
        double minFactor = 0.1,
        double maxFactor = 1.9,
        double probability = 0.5
    )
    {
        Require.Draws(draws, DrawCount, Require.Images(images).Count);
        Require.Range(minFactor, maxFactor, 0, SharpnessAttribute.HighestFactor, nameof(minFactor));
        using var scope = torch.NewDisposeScope();
        var drawn = draws.Uniform(1, minFactor, maxFactor);
        var factors = torch.where(draws.Chance(0, probability), drawn, draws.Constant(1));
        return Adjust(images, factors).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Moves each image away from what is smooth in it by its factor: <c>f·x + (1 - f)·s</c>, clipped to [0, 1], where
    /// s weighs a pixel 5/13 and each of its eight neighbors 1/13. Pixels of the border stay.
    /// </summary>
    /// <param name="images">
    /// Floating point [N, C, H, W] with values in [0, 1], any strides; of less than 3 pixels in height or width all are
    /// of the border.
    /// </param>
    /// <param name="factors">
    /// float32 [N], 0 or more; 0 gives the smooth image, 1 leaves it unchanged to the bit, 2 sharpens it.
    /// </param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    public static Tensor Adjust(Tensor images, Tensor factors)
    {
        var sizes = Require.Images(images);
        Require.PerImage(factors, sizes.Count, nameof(factors));
        if (sizes.Height < 3 || sizes.Width < 3)
        {
            return images.alias();
        }

        using var scope = torch.NewDisposeScope();
        // x - s, which the change is a multiple of: none of it leaves every bit as it is.
        var detail = Inner(images, sizes).mul(Weights - Around).sub_(SumOfNine(images)).div_(Weights);
        var result = images.clone();
        Inner(result, sizes).add_(detail.mul_(factors.sub(1).view(-1, 1, 1, 1))).clamp_(0, 1);
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>All pixels but those of the border, [N, C, H - 2, W - 2]; no copy.</summary>
    private static Tensor Inner(Tensor images, ImageSizes sizes) =>
        images.narrow(2, 1, sizes.Height - 2).narrow(3, 1, sizes.Width - 2);

    /// <summary>The sum of each inner pixel with its eight neighbors: of three columns of three rows.</summary>
    private static Tensor SumOfNine(Tensor images) => SumOfThree(SumOfThree(images, 2), 3);

    private static Tensor SumOfThree(Tensor x, int dimension)
    {
        var length = x.size(dimension) - 2;
        return x.narrow(dimension, 0, length).add(x.narrow(dimension, 1, length)).add_(x.narrow(dimension, 2, length));
    }
}
