using static TorchSharp.torch;

namespace ContrastiveDsl.Augmentation;

/// <summary>
/// One rectangle in each image of a batch, in pixels; a rectangle need not begin or end on a pixel's edge.
/// </summary>
/// <param name="Top">Distance of the upper edge from the image's, float32 [N].</param>
/// <param name="Left">Distance of the left edge from the image's, float32 [N].</param>
/// <param name="Height">Height, float32 [N].</param>
/// <param name="Width">Width, float32 [N].</param>
public sealed record CropRectangles(Tensor Top, Tensor Left, Tensor Height, Tensor Width);
