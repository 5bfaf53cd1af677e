using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Stretches each channel of images over all values by chance (AutoAugment, Cubuk et al., 2018, arXiv:1805.09501).
/// </summary>
public static class AutoContrast
{
    /// <summary>Draws used: the gate.</summary>
    public const int DrawCount = 1;

    private static readonly long[] Pixels = [2, 3];

    /// <summary>Stretches each image with the given probability.</summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="draws"><see cref="DrawCount"/> draw of N images.</param>
    /// <param name="probability">In [0, 1]; the images left out come back unchanged to the bit.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public static Tensor Apply(Tensor images, TransformDraws draws, double probability = 0.5)
    {
        Require.Draws(draws, DrawCount, Require.Images(images).Count);
        using var scope = torch.NewDisposeScope();
        return Stretch(images, draws.Chance(0, probability)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Stretches each channel of the chosen images, so that its smallest value becomes 0 and its largest 1. A channel
    /// of one value stays.
    /// </summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="chosen">Which images, bool [N]; the others come back unchanged to the bit.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    public static Tensor Stretch(Tensor images, Tensor chosen)
    {
        Require.PerImage(chosen, Require.Images(images).Count, nameof(chosen));
        using var scope = torch.NewDisposeScope();
        var smallest = images.amin(Pixels, keepdim: true); // [N, C, 1, 1]
        var range = images.amax(Pixels, keepdim: true).sub_(smallest);
        var stretched = range.gt(0).logical_and(chosen.view(-1, 1, 1, 1));
        // A channel from 0 to 1 is its own.
        var start = torch.where(stretched, smallest, torch.zeros_like(smallest));
        var length = torch.where(stretched, range, torch.ones_like(range));
        return images.sub(start).div_(length).MoveToOuterDisposeScope();
    }
}
