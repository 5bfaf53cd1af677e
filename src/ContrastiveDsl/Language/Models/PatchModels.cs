namespace ContrastiveDsl.Language;

/// <summary>
/// The patches that a pretext transform makes of an image, and what becomes of them. One of the two transforms is
/// there.
/// </summary>
/// <param name="Head">The head of the patches, with the encoder's features as its input.</param>
/// <param name="Views">The augmentation family of the patches.</param>
/// <param name="Jigsaw">The jigsaw, or <see langword="null"/>.</param>
/// <param name="Rotation">The rotation, or <see langword="null"/>.</param>
/// <param name="Lambda">λ, the weight of the patches' term.</param>
internal sealed record PretextModel(
    HeadModel Head,
    ViewsModel Views,
    JigsawModel? Jigsaw,
    RotationModel? Rotation,
    double Lambda
) : Model
{
    /// <summary>The transform, as its attribute is written.</summary>
    public string Maker => "[" + (Jigsaw is null ? Words.Of<RotationAttribute>() : Words.Of<JigsawAttribute>()) + "]";

    /// <summary>Patches of an image; a rotated image is one.</summary>
    public int Patches => Jigsaw?.Patches ?? 1;
}

/// <summary>A jigsaw of patches.</summary>
/// <param name="Grid">Cells along each side.</param>
/// <param name="Cell">Side of a cell in pixels.</param>
/// <param name="Jitter">How far a patch may lie from its cell's first corner, in pixels.</param>
/// <param name="MinScale">Smallest share of the image that the crop covers.</param>
internal sealed record JigsawModel(int Grid, int Cell, int Jitter, double MinScale) : Model
{
    /// <summary>The most cells along a side.</summary>
    public const int MaximumGrid = 16;

    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;

    /// <summary>Number of patches.</summary>
    public int Patches => Grid * Grid;

    /// <summary>Side of a patch in pixels.</summary>
    public int PatchSize => Cell - Jitter;
}

/// <summary>A rotation by quarters as pretext transform.</summary>
/// <param name="MinScale">Smallest share of the image that the crop covers.</param>
internal sealed record RotationModel(double MinScale) : Model
{
    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}

/// <summary>The grid of patches of contrastive predictive coding, and what predicts in it.</summary>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="Stride">Pixels from one patch to the next.</param>
/// <param name="Steps">Rows ahead that are predicted.</param>
/// <param name="Context">What sums up the rows above.</param>
/// <param name="ContextLayers">Layers of a masked convolution.</param>
internal sealed record GridModel(int Patch, int Stride, int Steps, ContextKind Context, int ContextLayers) : Model
{
    /// <summary>Patches along a side of an image, or 0 where not one fits.</summary>
    /// <param name="imageSize">Side of the image in pixels.</param>
    public int Positions(int imageSize) =>
        Patch < 1 || Stride < 1 || imageSize < Patch ? 0 : ((imageSize - Patch) / Stride) + 1;
}
