using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Benchmarks.HandWritten;

/// <summary>
/// The example's views, batched and per sample, from tensor operations: crop and flip, brightness and contrast in
/// random order, blur, normalization.
/// </summary>
internal static class HandViews
{
    public static Tensor Apply(Tensor x)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return Blur(Jitter(CropAndFlip(x))).sub_(0.2860).div_(0.3530).MoveToOuterDisposeScope();
    }

    private static Tensor Uniform(long count, double low, double high) => rand(count).mul_(high - low).add_(low);

    private static Tensor CropAndFlip(Tensor x)
    {
        var n = x.shape[0];
        var area = Uniform(n, 0.5, 1);
        var ratio = Uniform(n, Math.Log(0.75), Math.Log(4.0 / 3)).exp_();
        var w = area.mul(ratio).sqrt_().clamp_(0, 1);
        var h = area.div(ratio).sqrt_().clamp_(0, 1);
        var theta = zeros(n, 2, 3);
        theta.select(1, 0).select(1, 0).copy_(w.mul(rand(n).lt(0.5).to(ScalarType.Float32).mul_(-2).add_(1)));
        theta.select(1, 0).select(1, 2).copy_(Uniform(n, -1, 1).mul_(w.neg().add_(1)));
        theta.select(1, 1).select(1, 1).copy_(h);
        theta.select(1, 1).select(1, 2).copy_(Uniform(n, -1, 1).mul_(h.neg().add_(1)));
        var grid = nn.functional.affine_grid(theta, x.shape, align_corners: false);
        return nn.functional.grid_sample(
            x,
            grid,
            GridSampleMode.Bilinear,
            GridSamplePaddingMode.Border,
            align_corners: false
        );
    }

    private static Tensor Jitter(Tensor x)
    {
        var n = x.shape[0];
        var on = rand(n).lt(0.8);
        var contrastFirst = rand(n).lt(0.5);
        var one = ones(n);
        var brightness = where(on, Uniform(n, 0.2, 1.8), one);
        var contrast = where(on, Uniform(n, 0.2, 1.8), one);
        x = x.mul(where(contrastFirst, one, brightness).view(n, 1, 1, 1)).clamp_(0, 1);
        var mean = x.mean([1L, 2L, 3L], keepdim: true);
        x = x.sub(mean).mul_(contrast.view(n, 1, 1, 1)).add_(mean).clamp_(0, 1);
        return x.mul_(where(contrastFirst, brightness, one).view(n, 1, 1, 1)).clamp_(0, 1);
    }

    private static Tensor Blur(Tensor x)
    {
        var n = x.shape[0];
        var on = rand(n).lt(0.5);
        var side = Uniform(n, 0.1, 2).pow(-2).mul_(-0.5).exp_();
        side = where(on, side.div(side.mul(2).add_(1)), zeros(n)).view(n, 1, 1, 1);
        var middle = side.mul(-2).add_(1);
        var padded = nn.functional.pad(x, [1L, 1L, 1L, 1L], PaddingModes.Reflect);
        var (height, width) = (x.shape[2], x.shape[3]);
        var rows = padded
            .narrow(2, 1, height)
            .mul(middle)
            .add_(padded.narrow(2, 0, height).add(padded.narrow(2, 2, height)).mul_(side));
        return rows.narrow(3, 1, width)
            .mul(middle)
            .add_(rows.narrow(3, 0, width).add(rows.narrow(3, 2, width)).mul_(side));
    }
}
