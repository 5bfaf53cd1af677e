using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Images as the rows of pixels that a masked autoencoder paints (He et al., 2021, arXiv:2111.06377), and back. Number
/// (a · p + b) · C + c of a patch is the pixel in its row a and column b, channel c.
/// </summary>
public static class PixelPatches
{
    /// <summary>Cuts each image into patches that neither overlap nor leave anything out, row by row.</summary>
    /// <param name="images">[N, C, H, W], any strides; the patch divides H and W.</param>
    /// <param name="patch">p, the side of a patch in pixels, at least 1.</param>
    /// <returns>[N, L, p² · C], L the patches of an image.</returns>
    /// <exception cref="ArgumentException">
    /// The images have the wrong shape, or the patch does not divide their sides.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The patch is below 1.</exception>
    public static Tensor Cut(Tensor images, int patch)
    {
        var sizes = Require.Images(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(patch, 1);
        if (sizes.Height % patch != 0 || sizes.Width % patch != 0)
        {
            throw new ArgumentException(
                $"Patches of {patch} pixels leave a part of images of {sizes.Height}×{sizes.Width} over.",
                nameof(images)
            );
        }

        using var scope = torch.NewDisposeScope();
        var (rows, columns) = (sizes.Height / patch, sizes.Width / patch);
        return images
            .reshape(sizes.Count, sizes.Channels, rows, patch, columns, patch)
            .permute(0, 2, 4, 3, 5, 1)
            .reshape(sizes.Count, rows * columns, patch * patch * sizes.Channels)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Puts the patches of square images together again.</summary>
    /// <param name="patches">[N, L, p² · C], L a square number.</param>
    /// <param name="patch">p, the side of a patch in pixels, at least 1.</param>
    /// <returns>[N, C, S, S], with S = p · √L.</returns>
    /// <exception cref="ArgumentException">The patches are not those of square images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The patch is below 1.</exception>
    public static Tensor Join(Tensor patches, int patch)
    {
        ArgumentNullException.ThrowIfNull(patches);
        ArgumentOutOfRangeException.ThrowIfLessThan(patch, 1);
        var shape = patches.shape;
        var side = shape.Length == 3 ? (long)Math.Round(Math.Sqrt(shape[1])) : 0;
        if (side < 1 || side * side != shape[1] || shape[2] < 1 || shape[2] % ((long)patch * patch) != 0)
        {
            throw new ArgumentException(
                $"Patches of square images are [N, L, {patch * patch} · C] with a square number L, but these are [{string.Join(", ", shape)}].",
                nameof(patches)
            );
        }

        using var scope = torch.NewDisposeScope();
        var channels = shape[2] / ((long)patch * patch);
        return patches
            .reshape(shape[0], side, side, patch, patch, channels)
            .permute(0, 5, 1, 3, 2, 4)
            .reshape(shape[0], channels, side * patch, side * patch)
            .MoveToOuterDisposeScope();
    }
}
