using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Brightness, contrast, saturation and hue, each image by a factor of its own. Values are clipped to [0, 1] after
/// every adjustment.
/// </summary>
public static class ColorAdjustment
{
    /// <summary>The share of red in the luma.</summary>
    internal const double Red = 0.2989;

    /// <summary>The share of green in the luma.</summary>
    internal const double Green = 0.587;

    /// <summary>The share of blue in the luma.</summary>
    internal const double Blue = 0.114;

    /// <summary>Multiplies each image by its factor.</summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1].</param>
    /// <param name="factors">float32 [N], 0 or more; 1 changes nothing.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    public static Tensor Brightness(Tensor images, Tensor factors)
    {
        Require.PerImage(factors, Require.Images(images).Count, nameof(factors));
        using var scope = torch.NewDisposeScope();
        return images.mul(factors.view(-1, 1, 1, 1)).clamp_(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Moves each image away from its mean luma by its factor: <c>f·x + (1 - f)·mean</c>.</summary>
    /// <param name="images">Floating point [N, C, H, W] with values in [0, 1], 1 or 3 channels.</param>
    /// <param name="factors">float32 [N], 0 or more; 0 gives plain gray, 1 changes nothing.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape, or there are neither 1 nor 3 channels.
    /// </exception>
    public static Tensor Contrast(Tensor images, Tensor factors)
    {
        var sizes = Require.Images(images);
        Require.PerImage(factors, sizes.Count, nameof(factors));
        using var scope = torch.NewDisposeScope();
        var means = MeanLuma(images, sizes);
        return Blend(images, factors, means.mul(Complement(factors))).MoveToOuterDisposeScope();
    }

    /// <summary>Moves each pixel away from its luma by the image's factor: <c>f·x + (1 - f)·luma</c>.</summary>
    /// <param name="images">
    /// Floating point [N, C, H, W] with values in [0, 1]; one channel is left as it is, otherwise there must be 3.
    /// </param>
    /// <param name="factors">float32 [N], 0 or more; 0 takes the color out, 1 changes nothing.</param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape, or there are neither 1 nor 3 channels.
    /// </exception>
    public static Tensor Saturation(Tensor images, Tensor factors)
    {
        var sizes = Require.Images(images);
        Require.PerImage(factors, sizes.Count, nameof(factors));
        if (sizes.Channels == 1)
        {
            return images.alias();
        }

        using var scope = torch.NewDisposeScope();
        return Blend(images, factors, Luma(images).mul(Complement(factors))).MoveToOuterDisposeScope();
    }

    /// <summary>Turns the hue of each image along the color circle; gray pixels stay gray.</summary>
    /// <param name="images">
    /// Floating point [N, C, H, W] with values in [0, 1]; one channel is left as it is, otherwise there must be 3 (red,
    /// green, blue).
    /// </param>
    /// <param name="turns">
    /// float32 [N], in turns: 0.5 gives the complementary colors; 0 changes nothing beyond rounding.
    /// </param>
    /// <returns>[N, C, H, W] with values in [0, 1].</returns>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape, or there are neither 1 nor 3 channels.
    /// </exception>
    public static Tensor Hue(Tensor images, Tensor turns)
    {
        var sizes = Require.Images(images);
        Require.PerImage(turns, sizes.Count, nameof(turns));
        if (sizes.Channels == 1)
        {
            return images.alias();
        }

        RequireColors(sizes);

        using var scope = torch.NewDisposeScope();
        var red = images.narrow(1, 0, 1);
        var green = images.narrow(1, 1, 1);
        var blue = images.narrow(1, 2, 1);
        var maximum = red.maximum(green).maximum(blue);
        var chroma = maximum.sub(red.minimum(green).minimum(blue));

        // The hue in sixths of a turn. A gray pixel has no hue, and its chroma of 0 makes any value harmless.
        var slope = chroma.clamp_min(1e-20).reciprocal_();
        var fromBlue = red.sub(green).mul_(slope).add_(4);
        var fromGreen = blue.sub(red).mul_(slope).add_(2);
        var fromRed = green.sub(blue).mul_(slope);
        var hue = torch
            .where(maximum.eq(red), fromRed, torch.where(maximum.eq(green), fromGreen, fromBlue))
            .div_(6)
            .add_(turns.view(-1, 1, 1, 1));

        // A channel keeps the largest value within a sixth of a turn of its own hue, loses all chroma beyond a third,
        // and falls off evenly between. Distances are measured from the hue opposite to the channel's own: red, green,
        // blue lie at 0, 1/3 and 2/3 of a turn.
        var opposite = DeviceConstants.Get(images, [3.0 / 6, 5.0 / 6, 1.0 / 6], [1, 3, 1, 1]);
        var distance = hue.sub(opposite); // [N, 3, H, W]
        distance.sub_(distance.add(0.5).floor_()).abs_();
        var loss = distance.mul_(-6).add_(2).clamp_(0, 1).mul_(chroma);
        return maximum.sub(loss).clamp_(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The brightness that the eye sees: 0.2989 R + 0.587 G + 0.114 B (ITU-R BT.601).</summary>
    /// <param name="images">Floating point [N, C, H, W] with 1 or 3 channels; one channel is its own luma.</param>
    /// <returns>[N, 1, H, W].</returns>
    /// <exception cref="ArgumentException">The images have the wrong shape, or neither 1 nor 3 channels.</exception>
    public static Tensor Luma(Tensor images)
    {
        var sizes = Require.Images(images);
        if (sizes.Channels == 1)
        {
            return images.alias();
        }

        RequireColors(sizes);
        using var scope = torch.NewDisposeScope();
        return images
            .narrow(1, 0, 1)
            .mul(Red)
            .add_(images.narrow(1, 1, 1), Green)
            .add_(images.narrow(1, 2, 1), Blue)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The mean luma of each image, [N, 1, 1, 1].</summary>
    internal static Tensor MeanLuma(Tensor images, ImageSizes sizes)
    {
        var means = images.mean(new long[] { 2, 3 }, keepdim: true); // [N, C, 1, 1]
        return sizes.Channels == 1 ? means : Luma(means);
    }

    /// <summary>
    /// <c>clip(f·x + offset)</c>; a factor of 1 with an offset of 0 changes no bit of values in [0, 1].
    /// </summary>
    internal static Tensor Blend(Tensor images, Tensor factors, Tensor offsets) =>
        images.mul(factors.view(-1, 1, 1, 1)).add_(offsets).clamp_(0, 1);

    private static Tensor Complement(Tensor factors) => factors.neg().add_(1).view(-1, 1, 1, 1);

    internal static void RequireColors(ImageSizes sizes)
    {
        if (sizes.Channels != 3)
        {
            throw new ArgumentException(
                $"Color needs 3 channels (red, green, blue), or 1 without color, but these images have {sizes.Channels}. Leave brightness and the transforms without color.",
                "images"
            );
        }
    }
}
