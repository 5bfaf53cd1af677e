using System.Globalization;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>
/// A blur to try: the library's one depthwise convolution, every channel of every image with a kernel of its own.
/// </summary>
internal sealed record BlurCase(int Kernel, int Channels, int Side, int Batch, bool ChannelsLast, ScalarType Type)
{
    internal static IEnumerable<BlurCase> All(bool wide) =>
        from kernel in wide ? [3, 5, 7, 9, 11, 23] : new[] { 3, 5, 9 }
        from channels in wide ? [1, 2, 3, 4, 8] : new[] { 1, 3 }
        from side in wide ? [12, 28, 32, 33, 96] : new[] { 12, 28 }
        from batch in wide ? [1, 2, 8, 15, 16, 64, 256] : new[] { 1, 8, 16, 64 }
        from last in new[] { false, true }
        from type in new[] { ScalarType.Float32, ScalarType.BFloat16 }
        where kernel / 2 < side && (long)batch * side * side * channels < 3_000_000
        select new BlurCase(kernel, channels, side, batch, last, type);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"blur {Kernel}x{Kernel}, {Channels} channels, {Side} px, batch {Batch}, "
                + $"{(ChannelsLast ? "NHWC" : "NCHW")}, {Type}"
        );

    internal string? Fault()
    {
        manual_seed(1);
        var images = rand(Batch, Channels, Side, Side).to(Type);
        var sigmas = rand(Batch).add(0.3);
        var right = GaussianBlur.Blur(images.to(ScalarType.Float64), sigmas, Kernel);
        var given = ChannelsLast ? images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : images;
        var off = GaussianBlur.Blur(given, sigmas, Kernel).to(ScalarType.Float64).sub(right).abs().max().ToDouble();
        var most = Type == ScalarType.BFloat16 ? 0.03 : 1e-5;
        return off <= most ? null : FormattableString.Invariant($"off by {off:G2}");
    }
}
