using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// The patches of an image in disorder (Noroozi and Favaro, 2016, arXiv:1603.09246), as PIRL (Misra and van der
/// Maaten, 2019, arXiv:1912.01991) has them: a random crop, cut into a square grid of cells, from each cell a patch at
/// a random place.
/// </summary>
public static class Jigsaw
{
    private const int CropDraws = 4;

    /// <summary>
    /// Draws used: area, aspect ratio, top and left of the crop; then for each cell one each for the order, the
    /// vertical and the horizontal offset.
    /// </summary>
    /// <param name="grid">Cells in a row, and rows of cells; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="grid"/> is below 1.</exception>
    public static int DrawCount(int grid)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grid, 1);
        return checked(CropDraws + (3 * grid * grid));
    }

    /// <summary>
    /// Draws the random numbers of a batch and applies them: <see cref="TransformDraws.Sample"/>, then <see
    /// cref="Apply"/>.
    /// </summary>
    /// <param name="images">The images, of any sizes: one of each sample of the batch.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="batch">The batch; its epoch and samples say which numbers.</param>
    /// <param name="view">The number of the view among all of the step, from 0.</param>
    /// <param name="grid">Cells in a row, and rows of cells; at least 1.</param>
    /// <param name="cell">Side of a cell in pixels, at least 1.</param>
    /// <param name="jitter">By how many pixels a patch is smaller than its cell; 0 to cell - 1.</param>
    /// <param name="minScale">Smallest share of the image's area, in (0, 1].</param>
    /// <returns>[N·grid², C, cell - jitter, cell - jitter]: the patches of the first image, then those of the
    /// next.</returns>
    /// <exception cref="ArgumentException">The images have the wrong shape or number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The view, the grid, the cell, the jitter or the share is out of
    /// its range.</exception>
    public static Tensor Sample(
        ImageBatch images,
        RandomSource random,
        Batch batch,
        int view,
        int grid,
        int cell,
        int jitter,
        double minScale
    )
    {
        using var scope = torch.NewDisposeScope();
        var draws = TransformDraws.Sample(random, batch, view, DrawCount(grid), images);
        return Apply(images, draws, grid, cell, jitter, minScale).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Takes a random rectangle of each image, its width 3/4 to 4/3 of its height, resizes it to grid·cell pixels, cuts
    /// a patch at a random place out of each cell and puts the patches into a random order.
    /// </summary>
    /// <remarks>
    /// Every order and every whole offset from 0 to <paramref name="jitter"/> is equally likely, for each image and
    /// each of its patches by itself.
    /// </remarks>
    /// <param name="images">N images, of any sizes.</param>
    /// <param name="draws"><see cref="DrawCount"/> draws of N images.</param>
    /// <param name="grid">Cells in a row, and rows of cells; at least 1.</param>
    /// <param name="cell">Side of a cell in pixels, at least 1.</param>
    /// <param name="jitter">
    /// By how many pixels a patch is smaller than its cell, and so may move inside it; 0 to cell - 1.
    /// </param>
    /// <param name="minScale">Smallest share of the image's area, in (0, 1]; the largest is 1.</param>
    /// <returns>
    /// [N·grid², C, cell - jitter, cell - jitter] with channels-last strides: the patches of the first image, then
    /// those of the next.
    /// </returns>
    /// <exception cref="ArgumentException">The images or the draws have the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The grid, the cell, the jitter or the share is out of its range.
    /// </exception>
    public static Tensor Apply(ImageBatch images, TransformDraws draws, int grid, int cell, int jitter, double minScale)
    {
        Require.Draws(draws, DrawCount(grid), Require.Batch(images));
        ArgumentOutOfRangeException.ThrowIfLessThan(cell, 1);
        if (jitter < 0 || jitter >= cell)
        {
            throw new ArgumentOutOfRangeException(
                nameof(jitter),
                jitter,
                $"A patch of a cell of {cell} pixels can be smaller by 0 to {cell - 1} pixels."
            );
        }

        using var scope = torch.NewDisposeScope();
        var side = checked(grid * cell);
        var cells = grid * grid;
        var crop = RandomResizedCrop.Sample(draws, images, minScale, 1, 3.0 / 4, 4.0 / 3);
        var resized = ResizedCrop.Apply(images, crop.Top, crop.Left, crop.Height, crop.Width, side, side);
        // The order of independent uniform numbers is a uniform permutation.
        var permutation = PerCell(draws, CropDraws, cells).argsort(1);
        var offsetsY = Offsets(PerCell(draws, CropDraws + cells, cells), jitter);
        var offsetsX = Offsets(PerCell(draws, CropDraws + (2 * cells), cells), jitter);
        return Cut(resized, permutation, offsetsY, offsetsX, grid, cell, cell - jitter).MoveToOuterDisposeScope();
    }

    /// <summary>Cuts given patches out of each image, without any resampling.</summary>
    /// <remarks>
    /// Cells are numbered row by row. The numbers in the three tensors are not checked, since that would wait for the
    /// device.
    /// </remarks>
    /// <param name="images">Floating point [N, C, grid·cell, grid·cell], any strides.</param>
    /// <param name="permutation">
    /// Which cell each position of the result shows: int64 [N, grid²], each row a permutation of 0 … grid² - 1.
    /// </param>
    /// <param name="offsetsY">
    /// How far below its cell's upper edge the patch of each cell begins: int64 [N, grid²], from 0 to cell - patch. By
    /// cell, not by position.
    /// </param>
    /// <param name="offsetsX">How far right of its cell's left edge the patch of each cell begins, likewise.</param>
    /// <param name="grid">Cells in a row, and rows of cells; at least 1.</param>
    /// <param name="cell">Side of a cell in pixels, at least 1.</param>
    /// <param name="patch">Side of a patch in pixels, from 1 to <paramref name="cell"/>.</param>
    /// <returns>
    /// [N·grid², C, patch, patch] with channels-last strides; position k of image n is n·grid² + k and shows the patch
    /// of cell permutation[n, k].
    /// </returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape or type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The grid, the cell or the patch is out of its range.</exception>
    public static Tensor Cut(
        Tensor images,
        Tensor permutation,
        Tensor offsetsY,
        Tensor offsetsX,
        int grid,
        int cell,
        int patch
    )
    {
        var sizes = Require.Images(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(grid, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cell, 1);
        if (patch < 1 || patch > cell)
        {
            throw new ArgumentOutOfRangeException(
                nameof(patch),
                patch,
                $"A patch of a cell of {cell} pixels has 1 to {cell} pixels."
            );
        }

        long side = checked(grid * cell);
        if (sizes.Height != side || sizes.Width != side)
        {
            throw new ArgumentException(
                $"{grid} x {grid} cells of {cell} pixels make an image of {side} x {side}, but the images have {sizes.Height} x {sizes.Width}. Resize them first.",
                nameof(images)
            );
        }

        RequirePerCell(permutation, sizes.Count, grid, nameof(permutation));
        RequirePerCell(offsetsY, sizes.Count, grid, nameof(offsetsY));
        RequirePerCell(offsetsX, sizes.Count, grid, nameof(offsetsX));

        using var scope = torch.NewDisposeScope();
        // Places of pixels are counted row by row, so that a patch's are its first one's plus the same steps for all.
        var corners = Lattice(grid, cell, side, images.device).view(1, -1).add(offsetsY.mul(side)).add_(offsetsX); // [N, grid²], by cell
        var steps = Lattice(patch, 1, side, images.device); // [patch, patch]
        var places = corners.gather(1, permutation).view(sizes.Count, -1, 1, 1).add(steps);
        return PixelGather.Take(images, sizes, places).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The places of a square of pixels, a number of pixels apart, in images of a width: int64 [count, count].
    /// </summary>
    private static Tensor Lattice(int count, int distance, long width, Device device)
    {
        var line = torch.arange(count, dtype: ScalarType.Int64, device: device).mul_(distance);
        return line.mul(width).unsqueeze(1).add(line);
    }

    private static Tensor PerCell(TransformDraws draws, int start, int cells) =>
        draws.Values.narrow(0, start, cells).t();

    /// <summary>
    /// Whole numbers from 0 to the jitter. In float32 a whole number times the largest number below 1 rounds to less
    /// than the whole number, so none is too large.
    /// </summary>
    private static Tensor Offsets(Tensor uniforms, int jitter) => uniforms.mul(jitter + 1).to(ScalarType.Int64);

    private static void RequirePerCell(Tensor values, long images, int grid, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (
            values.Dimensions != 2
            || values.size(0) != images
            || values.size(1) != (long)grid * grid
            || values.dtype != ScalarType.Int64
        )
        {
            throw new ArgumentException(
                $"{images} images of {grid} x {grid} cells need {name} of Int64 [{images}, {(long)grid * grid}], but it is {values.dtype} [{string.Join(", ", values.shape)}].",
                name
            );
        }
    }
}
