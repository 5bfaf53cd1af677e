using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>Takes the color out of images by chance; the number of channels stays.</summary>
public static class RandomGrayscale
{
    /// <summary>Draws used: the gate.</summary>
    public const int DrawCount = 1;

    /// <summary>Replaces each image by its luma with the given probability.</summary>
    /// <param name="images">Floating point [N, C, H, W] with 1 or 3 channels; one channel is left as it is.</param>
    /// <param name="draws"><see cref="DrawCount"/> draw of N images.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>[N, C, H, W].</returns>
    /// <exception cref="ArgumentException">
    /// The images or the draws have the wrong shape, or there are neither 1 nor 3 channels.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public static Tensor Apply(Tensor images, TransformDraws draws, double probability = 0.2)
    {
        var sizes = Require.Images(images);
        Require.Draws(draws, DrawCount, sizes.Count);
        if (sizes.Channels == 1)
        {
            return images.alias();
        }

        using var scope = torch.NewDisposeScope();
        var chosen = draws.Chance(0, probability).view(-1, 1, 1, 1);
        return torch.where(chosen, ColorAdjustment.Luma(images), images).MoveToOuterDisposeScope();
    }
}
