namespace ContrastiveDsl.Language;

/// <summary>The sizes of a vision transformer.</summary>
/// <param name="Attribute">
/// Index of the attribute that states them, among the class's attributes of the language, or none.
/// </param>
/// <param name="Patch">Side of the patches in pixels.</param>
/// <param name="Width">Size of a token.</param>
/// <param name="Depth">Number of blocks.</param>
/// <param name="Heads">Attention heads of each block.</param>
/// <param name="Mlp">Hidden size of each block's perceptron.</param>
/// <param name="Positions">Learned or fixed positions.</param>
/// <param name="FrozenPatchEmbedding">Whether the projection of the patches is not trained.</param>
internal sealed record VisionTransformerSettings(
    AttributeIndex Attribute,
    int Patch,
    int Width,
    int Depth,
    int Heads,
    int Mlp,
    Positions Positions,
    bool FrozenPatchEmbedding
) : Model
{
    /// <summary>What features are made of.</summary>
    public TokenPooling Pooling { get; init; }

    /// <summary>Patches of a square image, or 0 where they do not tile it.</summary>
    /// <param name="imageSize">Side of the image in pixels.</param>
    public int Patches(int imageSize) =>
        Patch < 1 || imageSize < Patch || imageSize % Patch != 0 ? 0 : (imageSize / Patch) * (imageSize / Patch);

    /// <summary>Hidden size of the perceptron where none is stated: four times the width.</summary>
    public static int UsualMlp(int width) => (int)System.Math.Min(int.MaxValue, 4L * width);

    /// <summary>Whether weights start as in MoCo v3, not as in torchvision.</summary>
    public bool StartsAsMoCoV3 => Positions == Positions.SinCos;
}
