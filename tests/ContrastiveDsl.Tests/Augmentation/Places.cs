using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

/// <summary>Images whose pixels say where they are, so that a test can see where a patch came from.</summary>
internal static class Places
{
    /// <summary>
    /// [count, 2, height, width]: the pixel's row and its column, each with hundreds for the image's number.
    /// </summary>
    public static Tensor Images(int count, int height, int width)
    {
        var number = torch.arange(count, dtype: ScalarType.Float32).mul(100).view(-1, 1, 1, 1);
        var rows = torch
            .arange(height, dtype: ScalarType.Float32)
            .view(1, 1, -1, 1)
            .add(number)
            .expand(count, 1, height, width);
        var columns = torch
            .arange(width, dtype: ScalarType.Float32)
            .view(1, 1, 1, -1)
            .add(number)
            .expand(count, 1, height, width);
        return torch.cat([rows, columns], 1);
    }

    /// <summary>
    /// Where the upper left pixel of each patch was: its row and its column, without the hundreds, and the image's
    /// number.
    /// </summary>
    public static (double Row, double Column, int Image)[] Corners(Tensor patches)
    {
        var rows = patches.select(3, 0).select(2, 0).select(1, 0).Values();
        var columns = patches.select(3, 0).select(2, 0).select(1, 1).Values();
        return [.. rows.Zip(columns, (row, column) =>
            {
                // Rows lie between 0 and 50, so half a hundred more or less does not matter.
                var image = (int)((row + 25) / 100);
                return (row - (100 * image), column - (100 * image), image);
            })];
    }
}
