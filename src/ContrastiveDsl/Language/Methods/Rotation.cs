namespace ContrastiveDsl.Language;

/// <summary>A rotation by quarters as pretext transform; the rotated image is its only patch.</summary>
/// <param name="PatchSize">Side of the rotated image in pixels, that of the encoder's images.</param>
/// <param name="MinScale">Smallest share of the image that the crop covers.</param>
internal sealed record RotationModel(int PatchSize, double MinScale) : PretextTransformModel(MinScale)
{
    /// <inheritdoc/>
    public override string Maker => "[" + Words.Of<RotationAttribute>() + "]";

    /// <inheritdoc/>
    public override int Patches => 1;

    /// <inheritdoc/>
    public override int PatchSize { get; } = PatchSize;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "a crop of " + number(MinScale) + " to 1, turned by quarters";

    /// <summary>The transform that an attribute states.</summary>
    internal static RotationModel Of(RawAttribute attribute, int imageSize) =>
        new(imageSize, attribute.Bind<RotationAttribute>().MinScale) { Attribute = attribute.Index };
}
