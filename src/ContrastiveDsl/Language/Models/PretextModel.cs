namespace ContrastiveDsl.Language;

/// <summary>The patches that a pretext transform makes of an image, and what becomes of them. One of the two transforms is there.</summary>
/// <param name="Head">The head of the patches, with the encoder's features as its input.</param>
/// <param name="Views">The augmentation family of the patches.</param>
/// <param name="Jigsaw">The jigsaw, or <see langword="null"/>.</param>
/// <param name="Rotation">The rotation, or <see langword="null"/>.</param>
/// <param name="Lambda">λ, the weight of the patches' term.</param>
internal sealed record PretextModel(HeadModel Head, ViewsModel Views, JigsawModel? Jigsaw, RotationModel? Rotation, double Lambda) : Model
{
    /// <summary>Patches of an image; a rotated image is one.</summary>
    public int Patches => Jigsaw?.Patches ?? 1;
}
