using System;

namespace ContrastiveDsl;

/// <summary>
/// PIRL's jigsaw (arXiv:1912.01991): a random resized crop of the image, apart from that of its view, is cut into a
/// grid of cells; a patch is taken from each at a random place, and the order is shuffled. The whole image takes part,
/// whatever the sizes.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JigsawAttribute : PretextTransformAttribute
{
    /// <summary>Cells along each side, 2 to 16. Default 3: nine patches.</summary>
    public int Grid { get; set; } = 3;

    /// <summary>
    /// Side of a cell in pixels; the crop has <see cref="Grid"/> times that. Default: the smallest with which the crop
    /// is as large as the encoder's images. 85 in the paper.
    /// </summary>
    public int Cell { get; set; }

    /// <summary>
    /// How far a patch may lie from its cell's first corner, 0 or more; a patch's side is that of the cell minus this.
    /// 21 in the paper. Default: a quarter of the cell.
    /// </summary>
    public int Jitter { get; set; }
}
