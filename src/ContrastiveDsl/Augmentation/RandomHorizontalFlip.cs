using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>Mirrors images left to right by chance.</summary>
public static class RandomHorizontalFlip
{
    /// <summary>Draws used: the gate.</summary>
    public const int DrawCount = 1;

    /// <summary>Mirrors each image with the given probability.</summary>
    /// <param name="images">Floating point [N, C, H, W], any strides.</param>
    /// <param name="draws"><see cref="DrawCount"/> draw of N images.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>[N, C, H, W].</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public static Tensor Apply(Tensor images, TransformDraws draws, double probability = 0.5)
    {
        Require.Draws(draws, DrawCount, Require.Images(images).Count);
        using var chosen = draws.Chance(0, probability);
        return Flip(images, chosen);
    }

    /// <summary>Mirrors the chosen images left to right.</summary>
    /// <param name="images">Floating point [N, C, H, W], any strides.</param>
    /// <param name="chosen">Which images, bool [N].</param>
    /// <returns>[N, C, H, W].</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    public static Tensor Flip(Tensor images, Tensor chosen)
    {
        Require.PerImage(chosen, Require.Images(images).Count, nameof(chosen));
        using var scope = torch.NewDisposeScope();
        return torch.where(chosen.view(-1, 1, 1, 1), images.flip(3), images).MoveToOuterDisposeScope();
    }
}
