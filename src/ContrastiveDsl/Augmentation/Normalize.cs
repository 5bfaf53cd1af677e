using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Subtracts a mean from each channel and divides by a standard deviation; the last step before the encoder.
/// </summary>
public static class Normalize
{
    /// <summary>Draws used: none.</summary>
    public const int DrawCount = 0;

    /// <summary>(x - mean) / std, channel by channel, laid out channels-last, as convolutions want it.</summary>
    /// <param name="images">Floating point [N, C, H, W], any strides.</param>
    /// <param name="mean">One mean, or one for each channel.</param>
    /// <param name="std">As many standard deviations, each above 0.</param>
    /// <returns>[N, C, H, W] with channels-last strides.</returns>
    /// <exception cref="ArgumentException">
    /// The images have the wrong shape, or the numbers of means, deviations and channels disagree.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A deviation is not above 0.</exception>
    public static Tensor Apply(Tensor images, ReadOnlySpan<double> mean, ReadOnlySpan<double> std)
    {
        var sizes = Require.Images(images);
        if (mean.Length != std.Length || (mean.Length != 1 && mean.Length != sizes.Channels))
        {
            throw new ArgumentException(
                $"Images of {sizes.Channels} channels need 1 or {sizes.Channels} means and as many deviations, but {mean.Length} and {std.Length} were given.",
                nameof(mean)
            );
        }

        foreach (var deviation in std)
        {
            if (!(deviation > 0))
            {
                throw new ArgumentOutOfRangeException(nameof(std), deviation, "A standard deviation must be above 0.");
            }
        }

        using var scope = torch.NewDisposeScope();
        var x =
            mean.Length == 1
                ? images.sub(mean[0]).div_(std[0])
                : images
                    .sub(DeviceConstants.Get(images, mean, [1, mean.Length, 1, 1]))
                    .div_(DeviceConstants.Get(images, std, [1, std.Length, 1, 1]));
        return ChannelsLast(x, sizes).MoveToOuterDisposeScope();
    }

    private static Tensor ChannelsLast(Tensor x, ImageSizes sizes) =>
        sizes.Channels == 1
            // One channel lies in memory the same either way; only the stride that says so differs.
            ? x.contiguous().view(sizes.Count, sizes.Height, sizes.Width, 1).permute(0, 3, 1, 2)
            : x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
