namespace ContrastiveDsl.Language;

/// <summary>A vision transformer with its sizes.</summary>
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
internal sealed record VisionTransformerForm(
    AttributeIndex Attribute,
    int Patch,
    int Width,
    int Depth,
    int Heads,
    int Mlp,
    Positions Positions,
    bool FrozenPatchEmbedding
) : EncoderForm
{
    /// <summary>What features are made of.</summary>
    public TokenPooling Pooling { get; init; }

    /// <summary>Learned tokens beside those of the patches.</summary>
    public int Registers { get; init; }

    /// <inheritdoc/>
    public override int UsualImageSize => 224;

    /// <inheritdoc/>
    public override string Description =>
        Backbone.VisionTransformer + ", patches of " + Text.Of(Patch) + "×" + Text.Of(Patch);

    /// <inheritdoc/>
    public override string Summary =>
        "Vision transformer with patches of "
        + Text.Of(Patch)
        + "×"
        + Text.Of(Patch)
        + " pixels, "
        + Text.Of(Depth)
        + " blocks of "
        + Text.Of(Heads)
        + " heads, ";

    /// <summary>Whether weights start as in MoCo v3, not as in torchvision.</summary>
    public bool StartsAsMoCoV3 => Positions == Positions.SinCos;

    /// <summary>The sizes as the companion attribute states them; those of ViT-S/16 where it is left out.</summary>
    public static new VisionTransformerForm Of(RawClass raw)
    {
        var (index, stated) = raw.Bind<VisionTransformerAttribute>();
        var mlp =
            raw.Find<VisionTransformerAttribute>()?.Has(nameof(stated.Mlp)) == true
                ? stated.Mlp
                : UsualMlp(stated.Width);
        return new VisionTransformerForm(
            index,
            stated.Patch,
            stated.Width,
            stated.Depth,
            stated.Heads,
            mlp,
            stated.Positions,
            stated.FrozenPatchEmbedding
        )
        {
            Pooling = stated.Pooling,
            Registers = stated.Registers,
        };
    }

    /// <summary>Hidden size of the perceptron where none is stated: four times the width.</summary>
    public static int UsualMlp(int width) => (int)Math.Min(int.MaxValue, 4L * width);

    /// <summary>Patches of a square image, or 0 where they do not tile it.</summary>
    /// <param name="imageSize">Side of the image in pixels.</param>
    public int Patches(int imageSize) =>
        Patch < 1 || imageSize < Patch || imageSize % Patch != 0 ? 0 : (imageSize / Patch) * (imageSize / Patch);

    /// <inheritdoc/>
    public override EquatableArray<NamedLayer> Layers(RawClass raw, int channels, int imageSize) =>
        VisionTransformerCatalogue.Layers(this, channels, imageSize);

    /// <inheritdoc/>
    public override bool Reads(string word) => word == Words.Of<VisionTransformerAttribute>();

    /// <summary>Positions are those of a square, and follow the patches, which have to tile the image.</summary>
    internal override EncoderMisfit? MisfitOf(EncoderModel encoder, int height, int width)
    {
        var side = Math.Min(height, width);
        var isTiled = Patches(side) > 0;
        return isTiled && height == width
            ? null
            : new(
                isTiled
                    ? "takes square images only"
                    : "cuts patches of " + Text.Of(Patch) + "×" + Text.Of(Patch) + ", which do not tile them"
            )
            {
                Sizes = isTiled ? [Text.Of(side)] : Divisors.Multiples(side, Patch),
            };
    }

    /// <inheritdoc/>
    internal override void CheckSettings(EncoderModel encoder, FindingList findings) =>
        VisionTransformerChecks.Check(encoder, this, findings);

    /// <inheritdoc/>
    internal override void CheckUnused(EncoderModel encoder, RawAttribute declaring, FindingList findings)
    {
        findings.AddUnused(declaring, "whose width is that of [VisionTransformer]", nameof(EncoderAttribute.Width));
        findings.AddUnused(
            declaring,
            "whose backbone is a vision transformer",
            [nameof(EncoderAttribute.Stem), .. OfBlocks]
        );
    }
}
