using System.Globalization;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.ConvolutionSweep;

/// <summary>A convolution of each channel by a kernel of its own to try, with what follows it in training.</summary>
internal sealed record DepthwiseCase(int Kernel, int Channels, int Side, int Batch, bool ChannelsLast, ScalarType Type)
{
    internal static IEnumerable<DepthwiseCase> All(bool wide) =>
        from kernel in wide ? [1, 3, 5, 7, 9] : new[] { 3, 7 }
        from channels in wide ? [2, 3, 4, 7, 8, 9, 12, 15, 16, 17, 24, 32, 33, 96, 192, 768] : new[] { 2, 3, 8, 16, 96 }
        from side in wide ? [1, 2, 3, 7, 8, 14, 28, 56] : new[] { 1, 2, 7, 14 }
        from batch in wide ? [1, 2, 8, 16, 17, 64] : new[] { 1, 8, 16 }
        from last in new[] { true, false }
        from type in new[] { ScalarType.Float32, ScalarType.BFloat16 }
        where (long)batch * side * side * channels * kernel * kernel < (wide ? 30_000_000 : 10_000_000)
        select new DepthwiseCase(kernel, channels, side, batch, last, type);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"depthwise {Kernel}x{Kernel}, {Channels} channels, {Side} px, batch {Batch}, "
                + $"{(ChannelsLast ? "NHWC" : "NCHW")}, {Type}"
        );

    internal string? Fault()
    {
        manual_seed(1);
        var maps = randn(Batch, Channels, Side, Side).to(Type);
        var weight = randn(Channels, 1, Kernel, Kernel).to(Type);
        var bias = randn(Channels).to(Type);
        var slope = randn(Batch, Channels, Side, Side).to(Type);
        return House(maps, weight, bias, slope).Fault(Right(maps, weight, bias, slope), Type);
    }

    private Results House(Tensor maps, Tensor weight, Tensor bias, Tensor slope)
    {
        using var module = new DepthwiseConvolution2d(Channels, Kernel);
        module.to(Type);
        using (no_grad())
        {
            module.Weight.copy_(weight);
            module.Bias.copy_(bias);
        }

        // As in training: weights in one piece, gradients added to views.
        using var parameters = new ParameterSet(module);
        var input = Ordered(maps).detach().requires_grad_();
        var output = module.call(input);
        output.backward([Ordered(slope)]);
        return new Results(output.detach(), input.grad, module.Weight.grad!.clone(), module.Bias.grad!.clone());
    }

    /// <summary>In float64, which libtorch computes by itself, without oneDNN.</summary>
    private Results Right(params Tensor[] numbers)
    {
        var given = numbers.Select(x => x.to(ScalarType.Float64).detach().requires_grad_()).ToArray();
        var (input, weight, bias) = (given[0], given[1], given[2]);
        long[] padding = [Kernel / 2, Kernel / 2];
        var output = nn.functional.conv2d(input, weight, bias, padding: padding, groups: Channels);
        output.backward([given[3].detach()]);
        return new Results(output.detach(), input.grad!, weight.grad!, bias.grad!);
    }

    private Tensor Ordered(Tensor x) =>
        ChannelsLast ? x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x.clone();
}
