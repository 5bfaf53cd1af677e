using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Leaves the highest bits of each pixel by chance, so that few brightnesses remain (AutoAugment, Cubuk et al., 2018,
/// arXiv:1805.09501).
/// </summary>
public static class Posterize
{
    /// <summary>Draws used: the gate.</summary>
    public const int DrawCount = 1;

    /// <summary>The value of the brightest byte, which is 1 here.</summary>
    internal const double LargestByte = 255;

    private const int AllBits = PosterizeAttribute.AllBits;

    /// <summary>Posterizes each image with the given probability.</summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="draws"><see cref="DrawCount"/> draw of N images.</param>
    /// <param name="bits">Bits that are left, 1 to 8; 8 changes nothing.</param>
    /// <param name="probability">In [0, 1]; the images left out come back unchanged to the bit.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bits or the probability are out of their range.</exception>
    public static Tensor Apply(Tensor images, TransformDraws draws, int bits = 4, double probability = 0.5)
    {
        Require.Draws(draws, DrawCount, Require.Images(images).Count);
        if (bits is < 1 or > AllBits)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "A pixel has 8 bits, of which 1 to 8 are left.");
        }

        using var scope = torch.NewDisposeScope();
        var left = torch.where(draws.Chance(0, probability), draws.Constant(bits), draws.Constant(AllBits));
        return Reduce(images, left).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Posterizes each image to its own number of bits. A value is rounded to its byte, as it stands in a file, of
    /// which the lower bits are cleared.
    /// </summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="bits">
    /// Bits that are left, whole numbers from 1 to 8, float32 [N]; 8 leave an image unchanged to the bit.
    /// </param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    public static Tensor Reduce(Tensor images, Tensor bits)
    {
        Require.PerImage(bits, Require.Images(images).Count, nameof(bits));
        using var scope = torch.NewDisposeScope();
        // Rounded, since a power need not be exact.
        var step = bits.neg().add_(AllBits).exp2_().add_(0.5).floor_().view(-1, 1, 1, 1);
        // In float32: bfloat16 has no halves of large bytes.
        var reduced = images
            .to(ScalarType.Float32)
            .mul(LargestByte)
            .add_(0.5)
            .floor_()
            .div_(step)
            .floor_()
            .mul_(step)
            .div_(LargestByte);
        return torch.where(step.gt(1), reduced.to(images.dtype), images).MoveToOuterDisposeScope();
    }
}
