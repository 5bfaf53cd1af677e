namespace ContrastiveDsl.Language;

/// <summary>The patches that a pretext transform makes of an image, and what becomes of them.</summary>
/// <param name="Head">The head of the patches, with the encoder's features as its input.</param>
/// <param name="Views">The augmentation family of the patches.</param>
/// <param name="Transform">What makes them.</param>
internal sealed record PretextModel(HeadModel Head, ViewsModel Views, PretextTransformModel Transform) : Model;

/// <summary>A grid of patches that is cut from an image.</summary>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="Stride">Pixels from one patch to the next.</param>
internal sealed record GridModel(int Patch, int Stride) : Model
{
    /// <summary>Patches along a side of an image, or 0 where not one fits.</summary>
    /// <param name="imageSize">Side of the image in pixels.</param>
    public int Positions(int imageSize) =>
        Patch < 1 || Stride < 1 || imageSize < Patch ? 0 : ((imageSize - Patch) / Stride) + 1;
}
