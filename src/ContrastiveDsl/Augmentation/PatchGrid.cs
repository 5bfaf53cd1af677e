using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// The patches of images on a regular grid, overlapping or not, as contrastive predictive coding sees an image (van
/// den Oord et al., 2018, arXiv:1807.03748).
/// </summary>
public static class PatchGrid
{
    /// <summary>Cuts each image into its grid of patches.</summary>
    /// <remarks>Pixels beyond the last whole patch of a row or column belong to none.</remarks>
    /// <param name="images">[N, C, H, W], any strides.</param>
    /// <param name="patch">Side of a patch in pixels, from 1 to the smaller of H and W.</param>
    /// <param name="stride">Pixels from a patch's edge to the next one's, at least 1.</param>
    /// <param name="positions">
    /// How many patches shall lie along either side, for whoever counts on it; 0, the default, leaves it to the
    /// images.
    /// </param>
    /// <returns>
    /// [N·rows·columns, C, patch, patch] with channels-last strides: patch (r, c) of image n is number (n·rows +
    /// r)·columns + c, where rows and columns are the
    /// <see cref="Positions"/> along H and W. They may share the images' memory where a patch is a whole image.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The images have the wrong shape, are smaller than a patch, or have another grid than the given one.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The patch or the stride is below 1.</exception>
    public static Tensor Cut(Tensor images, int patch, int stride, int positions = 0)
    {
        var sizes = Require.Images(images);
        var rows = Positions(checked((int)sizes.Height), patch, stride);
        var columns = Positions(checked((int)sizes.Width), patch, stride);
        if (positions > 0 && (rows != positions || columns != positions))
        {
            throw new ArgumentException(
                $"Images of {sizes.Height}×{sizes.Width} pixels have a grid of {rows}×{columns} patches of {patch} pixels, {stride} apart, but {positions}×{positions} are needed: give images of {patch + ((positions - 1) * stride)} pixels, or declare the grid for these.",
                nameof(images)
            );
        }

        using var scope = torch.NewDisposeScope();
        var patches = images.unfold(2, patch, stride).unfold(3, patch, stride); // [N, C, rows, columns, patch, patch]
        return patches
            .permute(0, 2, 3, 4, 5, 1)
            .contiguous()
            .view(sizes.Count * rows * columns, patch, patch, sizes.Channels)
            .permute(0, 3, 1, 2)
            .MoveToOuterDisposeScope();
    }

    /// <summary>How many patches fit along one side of an image.</summary>
    /// <param name="size">The side in pixels, at least <paramref name="patch"/>.</param>
    /// <param name="patch">Side of a patch in pixels, at least 1.</param>
    /// <param name="stride">Pixels from a patch's edge to the next one's, at least 1.</param>
    /// <exception cref="ArgumentException">Not even one patch fits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The patch or the stride is below 1.</exception>
    public static int Positions(int size, int patch, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        if (size < patch)
        {
            throw new ArgumentException(
                $"A patch of {patch} pixels does not fit into {size} pixels. Take smaller patches or larger images.",
                nameof(patch)
            );
        }

        return ((size - patch) / stride) + 1;
    }
}
