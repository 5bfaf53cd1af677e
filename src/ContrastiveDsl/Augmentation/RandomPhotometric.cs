using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// What the views of PIRL do to brightness (Misra and van der Maaten, 2019, arXiv:1912.01991; facebookresearch/vissl):
/// by one chance each image is posterized, sharpened or smoothed, solarized and stretched, in this order.
/// </summary>
public static class RandomPhotometric
{
    /// <summary>Draws used: gate, bits, sharpness, threshold.</summary>
    public const int DrawCount = 4;

    private const int MinBits = 4;
    private const double MinFactor = 0.1;
    private const double MaxFactor = 1.9;
    private const int Thresholds = 257;
    private const int AllBits = PosterizeAttribute.AllBits;

    // Beyond all values.
    private const int Unreached = 2;

    /// <summary>Changes each image with the given probability.</summary>
    /// <remarks>
    /// <see cref="Posterize"/> leaves 4 to 8 bits, each number as likely; <see cref="Sharpness"/> has a factor uniform
    /// between 0.1 and 1.9; <see cref="Solarize"/> inverts from a threshold of 0 to 256 on, each as likely, counted in
    /// bytes, so that 256 is never reached; <see cref="AutoContrast"/> stretches what is left.
    /// </remarks>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="draws"><see cref="DrawCount"/> draws of N images.</param>
    /// <param name="probability">In [0, 1]; the images left out come back unchanged to the bit.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public static Tensor Apply(Tensor images, TransformDraws draws, double probability = 0.66)
    {
        Require.Draws(draws, DrawCount, Require.Images(images).Count);
        using var scope = torch.NewDisposeScope();
        var chosen = draws.Chance(0, probability);
        var bits = draws.Uniform(1, MinBits, AllBits + 1).floor_().clamp_max_(AllBits);
        var factors = draws.Uniform(2, MinFactor, MaxFactor);
        var thresholds = draws
            .Uniform(3, 0, Thresholds)
            .floor_()
            .clamp_max_(Thresholds - 1)
            .div_(Posterize.LargestByte);

        var x = Posterize.Reduce(images, Where(bits, AllBits));
        x = Replace(x, Sharpness.Adjust(x, Where(factors, 1)));
        x = Replace(x, Solarize.Invert(x, Where(thresholds, Unreached)));
        return Replace(x, AutoContrast.Stretch(x, chosen)).MoveToOuterDisposeScope();

        Tensor Where(Tensor drawn, double unchanged) => torch.where(chosen, drawn, draws.Constant(unchanged));
    }

    // Frees each step's images at once: a batch of them is large.
    private static Tensor Replace(Tensor old, Tensor next)
    {
        old.Dispose();
        return next;
    }
}
