using ContrastiveDsl.Data;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// Bilinear sampling of images of different sizes, which grid sampling does not know. It reads the pixels where they
/// lie, so that nothing is padded and a result does not depend on the other images of the batch, to the bit.
/// </summary>
internal static class RaggedSampling
{
    private const double LargestByte = 255;

    /// <summary>The images' values at the crossings of given lines.</summary>
    /// <param name="images">Images of different sizes.</param>
    /// <param name="y">Rows in pixels from the first one's center, float32 [N, h], none below 0.</param>
    /// <param name="x">Columns likewise, float32 [N, w].</param>
    /// <returns>float32 [N, C, h, w] with channels-last strides, bytes as 0 to 1.</returns>
    public static Tensor At(ImageBatch images, Tensor y, Tensor x)
    {
        var widths = images.Widths.unsqueeze(1);
        var (top, bottom, down) = Neighbors(y, images.Heights.unsqueeze(1));
        var (left, right, across) = Neighbors(x, widths);
        var (above, below) = (Line(images, top, widths), Line(images, bottom, widths)); // [N, h, 1]
        (left, right) = (left.unsqueeze(1), right.unsqueeze(1)); // [N, 1, w]
        across = across.unsqueeze(1).unsqueeze(3); // [N, 1, w, 1]
        var upper = Pixels(images, above, left).lerp_(Pixels(images, above, right), across);
        var lower = Pixels(images, below, left).lerp_(Pixels(images, below, right), across);
        var result = upper.lerp_(lower, down.unsqueeze(2).unsqueeze(3)); // [N, h, w, C]
        return (images.Rows.dtype == ScalarType.Byte ? result.div_(LargestByte) : result).permute(0, 3, 1, 2);
    }

    /// <summary>The pixels before and after each position, int64 [N, n], and how far it is between them.</summary>
    private static (Tensor Before, Tensor After, Tensor Share) Neighbors(Tensor positions, Tensor extents)
    {
        var floor = positions.floor();
        var last = extents.sub(1);
        var before = floor.to(ScalarType.Int64).minimum(last);
        return (before, before.add(1).minimum(last), positions.sub(floor));
    }

    private static Tensor Line(ImageBatch images, Tensor row, Tensor widths) =>
        row.mul(widths).add_(images.First.unsqueeze(1)).unsqueeze(2);

    private static Tensor Pixels(ImageBatch images, Tensor line, Tensor column)
    {
        var index = line.add(column);
        long[] shape = [.. index.shape, images.Rows.size(1)];
        return images.Rows.index_select(0, index.view(-1)).to(ScalarType.Float32).view(shape);
    }
}
