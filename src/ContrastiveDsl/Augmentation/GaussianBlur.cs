using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ContrastiveDsl.Augmentation;

/// <summary>Gaussian blur with a standard deviation of each image's own.</summary>
public static class GaussianBlur
{
    /// <summary>Draws used: the gate and the standard deviation.</summary>
    public const int DrawCount = 2;

    // Up to this side one two-dimensional kernel beats two one-dimensional ones: the passes over memory cost more than
    // the additional products.
    private const int LargestSquareKernel = 5;

    // Below this the neighbors' weights are exactly 0 in float32 and the square is still a normal number.
    private const double SmallestSigma = 1e-6;

    /// <summary>Blurs each image with the given probability.</summary>
    /// <param name="images">Floating point [N, C, H, W], any strides.</param>
    /// <param name="draws"><see cref="DrawCount"/> draws of N images.</param>
    /// <param name="kernel">Side of the kernel in pixels, odd; half of it must be below height and width.</param>
    /// <param name="minSigma">Smallest standard deviation in pixels, above 0.</param>
    /// <param name="maxSigma">Largest standard deviation in pixels.</param>
    /// <param name="probability">In [0, 1]; the images left out come back unchanged to the bit.</param>
    /// <returns>[N, C, H, W], contiguous.</returns>
    /// <exception cref="ArgumentException">
    /// The images or the draws have the wrong shape, or the kernel does not fit.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A deviation or the probability is out of its range.</exception>
    public static Tensor Apply(
        Tensor images,
        TransformDraws draws,
        int kernel,
        double minSigma = 0.1,
        double maxSigma = 2,
        double probability = 0.5
    )
    {
        Require.Draws(draws, DrawCount, Require.Images(images).Count);
        Require.Range(minSigma, maxSigma, double.Epsilon, double.MaxValue, nameof(minSigma));
        using var scope = torch.NewDisposeScope();
        var sigmas = draws.Uniform(1, minSigma, maxSigma).mul_(draws.Chance(0, probability));
        return Blur(images, sigmas, kernel).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Blurs each image with its own standard deviation; images are reflected at their border, without repeating the
    /// outermost pixel.
    /// </summary>
    /// <param name="images">Floating point [N, C, H, W], any strides.</param>
    /// <param name="sigmas">
    /// Standard deviations in pixels, float32 [N], 0 or more; 0 leaves an image unchanged to the bit.
    /// </param>
    /// <param name="kernel">Side of the kernel in pixels, odd; half of it must be below height and width.</param>
    /// <returns>[N, C, H, W], contiguous.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape, or the kernel does not fit.</exception>
    public static Tensor Blur(Tensor images, Tensor sigmas, int kernel)
    {
        var sizes = Require.Images(images);
        Require.PerImage(sigmas, sizes.Count, nameof(sigmas));
        if (kernel < 1 || kernel % 2 == 0)
        {
            throw new ArgumentException(
                $"A blur kernel has an odd side of at least 1 pixel, but this one has {kernel}. Take {Math.Max(1, kernel + 1)}.",
                nameof(kernel)
            );
        }

        var radius = kernel / 2;
        if (radius >= Math.Min(sizes.Height, sizes.Width))
        {
            throw new ArgumentException(
                $"A blur kernel of {kernel} pixels reaches {radius} pixels beyond the border, which images of {sizes.Height} x {sizes.Width} pixels cannot reflect. Take at most {2 * Math.Min(sizes.Height, sizes.Width) - 1}.",
                nameof(kernel)
            );
        }

        if (kernel == 1)
        {
            return images.alias();
        }

        using var scope = torch.NewDisposeScope();
        // oneDNN 3.7.1 is wrong on a CPU with a single group in bfloat16; and float32 rounds once.
        if (images.dtype == ScalarType.BFloat16)
        {
            return Blur(images.to(ScalarType.Float32), sigmas, kernel)
                .to(ScalarType.BFloat16)
                .MoveToOuterDisposeScope();
        }

        // Every channel of every image is a group of its own with its own kernel: one depthwise convolution for the
        // whole batch.
        var groups = sizes.Count * sizes.Channels;
        // Repeated by a view: repeat_interleave reads the number of repeats back from the device.
        var weights = Weights(sigmas, radius)
            .to(images.dtype)
            .unsqueeze(1)
            .expand(sizes.Count, sizes.Channels, kernel)
            .reshape(groups, kernel);
        var x = F.pad(
            images.reshape(1, groups, sizes.Height, sizes.Width),
            [radius, radius, radius, radius],
            PaddingModes.Reflect
        );
        if (kernel <= LargestSquareKernel)
        {
            var square = weights.unsqueeze(2).mul(weights.unsqueeze(1)).unsqueeze(1); // [N * C, 1, kernel, kernel]
            x = F.conv2d(x, square, groups: groups);
        }
        else
        {
            x = F.conv2d(x, weights.view(groups, 1, kernel, 1), groups: groups);
            x = F.conv2d(x, weights.view(groups, 1, 1, kernel), groups: groups);
        }

        return x.view(sizes.Count, sizes.Channels, sizes.Height, sizes.Width).MoveToOuterDisposeScope();
    }

    /// <summary>Normalized samples of the bell curve, [N, 2 * radius + 1].</summary>
    private static Tensor Weights(Tensor sigmas, int radius)
    {
        var squares = torch
            .arange(-radius, radius + 1, dtype: ScalarType.Float32, device: sigmas.device)
            .square()
            .unsqueeze(0);
        var scale = sigmas.clamp_min(SmallestSigma).square().reciprocal_().mul_(-0.5).unsqueeze(1);
        var bell = squares.mul(scale).exp_();
        return bell.div(bell.sum(dim: 1L, keepdim: true));
    }
}
