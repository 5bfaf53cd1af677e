using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// A random crop turned by a random number of quarter turns (Gidaris et al., 2018, arXiv:1803.07728; PIRL's other
/// pretext task, arXiv:1912.01991).
/// </summary>
public static class Rotation
{
    /// <summary>Draws used: area, aspect ratio, top and left of the crop; the turn.</summary>
    public const int DrawCount = 5;

    private const int TurnDraw = 4;

    /// <summary>
    /// Draws the random numbers of a batch and applies them: <see cref="TransformDraws.Sample"/>, then <see
    /// cref="Apply"/>.
    /// </summary>
    /// <param name="images">The images, of any sizes: one of each sample of the batch.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="batch">The batch; its epoch and samples say which numbers.</param>
    /// <param name="view">The number of the view among all of the step, from 0.</param>
    /// <param name="size">Height and width of the result, in pixels.</param>
    /// <param name="minScale">Smallest share of the image's area, in (0, 1].</param>
    /// <returns>[N, C, size, size].</returns>
    /// <exception cref="ArgumentException">The images have the wrong shape or number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The view, the size or the share is out of its range.</exception>
    public static Tensor Sample(
        ImageBatch images,
        RandomSource random,
        Batch batch,
        int view,
        int size,
        double minScale
    )
    {
        using var scope = torch.NewDisposeScope();
        var draws = TransformDraws.Sample(random, batch, view, DrawCount, images);
        return Apply(images, draws, size, minScale).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Takes a random rectangle of each image, its width 3/4 to 4/3 of its height, resizes it to a square and turns it
    /// counterclockwise by 0, 90, 180 or 270 degrees, each equally likely.
    /// </summary>
    /// <param name="images">N images, of any sizes.</param>
    /// <param name="draws"><see cref="DrawCount"/> draws of N images.</param>
    /// <param name="size">Height and width of the result, in pixels.</param>
    /// <param name="minScale">Smallest share of the image's area, in (0, 1]; the largest is 1.</param>
    /// <returns>[N, C, size, size] with channels-last strides.</returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size or the share is out of its range.</exception>
    public static Tensor Apply(ImageBatch images, TransformDraws draws, int size, double minScale)
    {
        Require.Draws(draws, DrawCount, Require.Batch(images));
        using var scope = torch.NewDisposeScope();
        var crop = RandomResizedCrop.Apply(images, draws.Slice(0, DrawCount), size, minScale);
        // Four times a number below 1 is exact, and so below 4.
        var turns = draws.Uniform(TurnDraw, 0, 4).to(ScalarType.Int64);
        return Turn(crop, turns).MoveToOuterDisposeScope();
    }

    /// <summary>Turns each image by its own number of quarter turns, without any resampling.</summary>
    /// <param name="images">Floating point [N, C, S, S], any strides.</param>
    /// <param name="turns">
    /// Quarter turns counterclockwise, int64 [N], from 0 to 3. The numbers are not checked, since that would wait for
    /// the device.
    /// </param>
    /// <returns>[N, C, S, S] with channels-last strides.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    public static Tensor Turn(Tensor images, Tensor turns)
    {
        var sizes = Require.Images(images);
        Require.PerImage(turns, sizes.Count, nameof(turns));
        if (sizes.Height != sizes.Width)
        {
            throw new ArgumentException(
                $"Only square images keep their shape when turned, but these have {sizes.Height} x {sizes.Width} pixels. Crop them first.",
                nameof(images)
            );
        }

        using var scope = torch.NewDisposeScope();
        var upright = torch
            .arange(sizes.Height * sizes.Width, dtype: ScalarType.Int64, device: images.device)
            .view(sizes.Height, sizes.Width);
        var transposed = upright.t();
        var all = torch.stack([upright, transposed.flip(0), upright.flip(0, 1), transposed.flip(1)]); // [4, S, S]
        return PixelGather.Take(images, sizes, all.index_select(0, turns).unsqueeze(1)).MoveToOuterDisposeScope();
    }
}
