using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>Small images put together from pixels of large ones, to the bit.</summary>
internal static class PixelGather
{
    /// <summary>One gather, after which channels lie last, as convolutions want it.</summary>
    /// <param name="images">[N, C, H, W], any strides.</param>
    /// <param name="sizes">Their sizes.</param>
    /// <param name="places">
    /// Which pixel of its image each pixel of a result is, row · W + column: int64 [N, K, h, w], or [1, K, h, w] for
    /// the same in every image.
    /// </param>
    /// <returns>[N·K, C, h, w], channels-last: all results of an image, then those of the next.</returns>
    public static Tensor Take(Tensor images, ImageSizes sizes, Tensor places)
    {
        using var scope = torch.NewDisposeScope();
        var (height, width) = (places.size(2), places.size(3));
        var area = sizes.Height * sizes.Width;
        var firsts = torch
            .arange(0, sizes.Count * area, area, dtype: ScalarType.Int64, device: images.device)
            .view(-1, 1, 1, 1);
        var rows = images
            .permute(0, 2, 3, 1)
            .reshape(sizes.Count * area, sizes.Channels)
            .index_select(0, places.add(firsts).view(-1));
        return rows.view(-1, height, width, sizes.Channels).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
