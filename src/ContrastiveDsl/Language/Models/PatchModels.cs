namespace ContrastiveDsl.Language;

/// <summary>The patches that a pretext transform makes of an image, and what becomes of them.</summary>
/// <param name="Head">The head of the patches, with the encoder's features as its input.</param>
/// <param name="Views">The augmentation family of the patches.</param>
/// <param name="Transform">What makes them.</param>
/// <param name="Lambda">λ, the weight of the patches' term.</param>
internal sealed record PretextModel(HeadModel Head, ViewsModel Views, PretextTransformModel Transform, double Lambda)
    : Model;

/// <summary>The grid of patches of contrastive predictive coding, and what predicts in it.</summary>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="Stride">Pixels from one patch to the next.</param>
/// <param name="Steps">Rows ahead that are predicted.</param>
/// <param name="Context">What sums up the rows above.</param>
/// <param name="ContextLayers">Layers of a masked convolution.</param>
internal sealed record GridModel(int Patch, int Stride, int Steps, ContextKind Context, int ContextLayers) : Model
{
    /// <summary>The settings that give the size of a patch.</summary>
    internal static IReadOnlyList<string> SizeSettings { get; } = [nameof(CpcAttribute.Patch)];

    /// <summary>Patches along a side of an image, or 0 where not one fits.</summary>
    /// <param name="imageSize">Side of the image in pixels.</param>
    public int Positions(int imageSize) =>
        Patch < 1 || Stride < 1 || imageSize < Patch ? 0 : ((imageSize - Patch) / Stride) + 1;
}
