using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Inverts the bright pixels of images by chance (used by BYOL's second view, Grill et al., 2020, arXiv:2006.07733).
/// </summary>
public static class Solarize
{
    /// <summary>Draws used: the gate.</summary>
    public const int DrawCount = 1;

    /// <summary>Solarizes each image with the given probability.</summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="draws"><see cref="DrawCount"/> draw of N images.</param>
    /// <param name="threshold">Values from here on are inverted; in [0, 1].</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public static Tensor Apply(Tensor images, TransformDraws draws, double threshold = 0.5, double probability = 0.2)
    {
        Require.Draws(draws, DrawCount, Require.Images(images).Count);
        using var scope = torch.NewDisposeScope();
        var inverted = images.ge(threshold).logical_and(draws.Chance(0, probability).view(-1, 1, 1, 1));
        return torch.where(inverted, images.neg().add_(1), images).MoveToOuterDisposeScope();
    }

    /// <summary>Solarizes every image: a value x that reaches the threshold becomes 1 - x.</summary>
    /// <param name="images">Floating point, any shape, with values in [0, 1].</param>
    /// <param name="threshold">Values from here on are inverted; in [0, 1].</param>
    /// <returns>The shape of <paramref name="images"/>, with values in [0, 1].</returns>
    public static Tensor Invert(Tensor images, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = torch.NewDisposeScope();
        return torch.where(images.ge(threshold), images.neg().add_(1), images).MoveToOuterDisposeScope();
    }

    /// <summary>Solarizes each image from a threshold of its own on.</summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="thresholds">float32 [N]; above 1 they leave an image as it is.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    internal static Tensor Invert(Tensor images, Tensor thresholds)
    {
        using var scope = torch.NewDisposeScope();
        var inverted = images.ge(thresholds.view(-1, 1, 1, 1));
        return torch.where(inverted, images.neg().add_(1), images).MoveToOuterDisposeScope();
    }
}
