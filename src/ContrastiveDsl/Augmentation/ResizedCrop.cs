using ContrastiveDsl.Data;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ContrastiveDsl.Augmentation;

/// <summary>A given rectangle of each image, resized bilinearly to one size.</summary>
public static class ResizedCrop
{
    /// <summary>Cuts a rectangle out of each image and resizes it, without antialiasing.</summary>
    /// <remarks>
    /// Pixel centers lie at half-integers, and nothing outside the rectangle is looked at: positions beyond the centers
    /// of its outermost pixels take those pixels' values. For integer rectangles this equals cropping and then
    /// resizing.
    /// </remarks>
    /// <param name="images">N images, of any sizes.</param>
    /// <param name="top">Upper edge of each rectangle in pixels, float32 [N].</param>
    /// <param name="left">Left edge of each rectangle in pixels, float32 [N].</param>
    /// <param name="height">Height of each rectangle in pixels, float32 [N], above 0.</param>
    /// <param name="width">Width of each rectangle in pixels, float32 [N], above 0.</param>
    /// <param name="outHeight">Height of the result.</param>
    /// <param name="outWidth">Width of the result.</param>
    /// <param name="flip">Which results to mirror left to right, bool [N]; none if null.</param>
    /// <returns>[N, C, outHeight, outWidth], contiguous.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size of the result is below 1.</exception>
    public static Tensor Apply(
        ImageBatch images,
        Tensor top,
        Tensor left,
        Tensor height,
        Tensor width,
        int outHeight,
        int outWidth,
        Tensor? flip = null
    )
    {
        var count = Require.Batch(images);
        Require.PerImage(top, count, nameof(top));
        Require.PerImage(left, count, nameof(left));
        Require.PerImage(height, count, nameof(height));
        Require.PerImage(width, count, nameof(width));
        if (flip is not null)
        {
            Require.PerImage(flip, count, nameof(flip));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(outHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outWidth, 1);

        using var scope = torch.NewDisposeScope();
        var y = Positions(top, height, outHeight, null); // [N, outHeight]
        var x = Positions(left, width, outWidth, flip); // [N, outWidth]
        var result = images.HasOneSize ? Sample(images.Pixels, y, x) : RaggedSampling.At(images, y, x);
        return result.MoveToOuterDisposeScope();
    }

    private static Tensor Sample(Tensor images, Tensor y, Tensor x)
    {
        long[] plane = [images.size(0), y.size(1), x.size(1)];
        y = Normalized(y, images.size(2));
        x = Normalized(x, images.size(3));
        var grid = torch.stack([x.unsqueeze(1).expand(plane), y.unsqueeze(2).expand(plane)], 3).to(images.dtype);
        return F.grid_sample(images, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Border, align_corners: false);
    }

    /// <summary>Where the results' pixels lie along one axis of the images, in pixels.</summary>
    private static Tensor Positions(Tensor start, Tensor length, int count, Tensor? mirror)
    {
        var centers = torch.arange(0.5, count, 1, dtype: ScalarType.Float32, device: start.device).unsqueeze(0);
        if (mirror is not null)
        {
            centers = torch.where(mirror.unsqueeze(1), centers.neg().add_(count), centers);
        }

        var within = centers.mul(length.div(count).unsqueeze(1)).sub_(0.5).clamp_min_(0);
        return within.minimum(length.sub(1).clamp_min_(0).unsqueeze(1)).add_(start.unsqueeze(1));
    }

    /// <summary>In the coordinates of grid sampling, where [-1, 1] spans the image.</summary>
    private static Tensor Normalized(Tensor positions, long extent) =>
        positions.mul_(2.0 / extent).add_(1.0 / extent - 1);
}
