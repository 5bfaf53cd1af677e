using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using static TorchSharp.torch;

namespace CustomParts;

/// <summary>
/// A transform: light falls from the left or from the right, as strongly as a draw says for each image.
/// </summary>
[Transform(Draws = 1)]
public static partial class Shade
{
    /// <summary>[N, C, H, W] in [0, 1], and one random number for each image, to [N, C, H, W] in [0, 1].</summary>
    public static Tensor Apply(Tensor images, TransformDraws draws)
    {
        using var scope = NewDisposeScope();
        var slope = draws.Uniform(0, -0.8, 0.8).view(-1, 1, 1, 1);
        var columns = linspace(-0.5, 0.5, images.size(3), images.dtype, images.device);
        return images.mul(slope * columns + 1).clamp(0, 1).MoveToOuterDisposeScope();
    }
}

/// <summary>What must not matter: place, size, side, light.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.8, Hue = 0.4, Probability = 0.9)]
[RandomGrayscale(Probability = 0.2)]
[Transform(typeof(Shade))]
[Normalize([0.5, 0.5, 0.5], [0.25, 0.25, 0.25])]
public partial class LitViews;
