using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Images;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Reporting;

/// <summary>Tensors as files of images.</summary>
internal static class Pictures
{
    /// <summary>Up to this side an image is kept to the bit, and shown pixel by pixel.</summary>
    private const int Small = 64;

    /// <summary>A small picture.</summary>
    /// <param name="image">[C, H, W] in [0, 1]; values outside are cut off.</param>
    /// <param name="side">Its largest side in pixels; a smaller image keeps its size.</param>
    internal static Thumbnail Of(Tensor image, int side)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var shrunk = Shrink(image.unsqueeze(0), side)[0];
        return Encode(shrunk, isExact: shrunk.shape[1] <= Small && shrunk.shape[2] <= Small);
    }

    /// <summary>Pieces of an image as one picture, side by side and one below the other with a gap.</summary>
    /// <param name="pieces">[P, C, H, W] in [0, 1].</param>
    /// <param name="side">Its largest side in pixels, about.</param>
    internal static Thumbnail Tiled(Tensor pieces, int side)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var columns = (int)Math.Ceiling(Math.Sqrt(pieces.shape[0]));
        var shrunk = Shrink(pieces, Math.Max(1, side / columns));
        return Encode(Grid(shrunk, columns, gap: 1), isExact: true);
    }

    /// <summary>Many images as one picture without gaps, row by row, each in a square of its own.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <param name="side">The largest side of an image in it.</param>
    /// <param name="columns">How many stand in a row.</param>
    internal static Thumbnail Sheet(Tensor images, int side, int columns)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return Encode(Grid(Shrink(images, side), columns, gap: 0), isExact: false);
    }

    private static Tensor Shrink(Tensor images, int side)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        var largest = Math.Max(height, width);
        return largest <= side
            ? images
            : nn.functional.adaptive_avg_pool2d(
                images,
                [Math.Max(1, height * side / largest), Math.Max(1, width * side / largest)]
            );
    }

    private static Tensor Grid(Tensor pieces, int columns, int gap)
    {
        var (count, channels, height, width) = (
            pieces.shape[0],
            pieces.shape[1],
            pieces.shape[2] + gap,
            pieces.shape[3] + gap
        );
        var rows = (count + columns - 1) / columns;
        var whole = ones([rows * columns, channels, height, width]);
        whole.narrow(0, 0, count).narrow(2, 0, height - gap).narrow(3, 0, width - gap).copy_(pieces);
        return whole
            .view(rows, columns, channels, height, width)
            .permute(2, 0, 3, 1, 4)
            .reshape(channels, rows * height, columns * width)
            .narrow(1, 0, (rows * height) - gap)
            .narrow(2, 0, (columns * width) - gap);
    }

    private static Thumbnail Encode(Tensor image, bool isExact)
    {
        // Of other numbers of channels than eyes have, the first or the first three.
        var seen = image.narrow(0, 0, image.shape[0] >= 3 ? 3 : 1);
        var bytes = seen.to(CPU)
            .to(ScalarType.Float32)
            .nan_to_num(0)
            .clamp(0, 1)
            .mul(255)
            .round()
            .to(ScalarType.Byte)
            .permute(1, 2, 0)
            .contiguous();
        var decoded = new DecodedImage(
            (int)bytes.shape[1],
            (int)bytes.shape[0],
            (int)bytes.shape[2],
            HostTensor.Read<byte>(bytes)
        );
        return isExact
            ? new Thumbnail("image/png", ImageEncoder.Png(decoded))
            : new Thumbnail("image/jpeg", ImageEncoder.Jpeg(decoded));
    }
}
