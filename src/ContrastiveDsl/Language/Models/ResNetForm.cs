namespace ContrastiveDsl.Language;

/// <summary>A residual network of the catalogue.</summary>
/// <param name="Backbone">Which one; of a value that names none, the enumeration's own check speaks.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="Width">Channels of the first stage. 64 in the paper.</param>
/// <param name="Blocks">What it says about its residual blocks.</param>
internal sealed record ResNetForm(Backbone Backbone, Stem Stem, int Width, BlockSettings Blocks) : BlockForm(Blocks)
{
    /// <inheritdoc/>
    public override int UsualImageSize => StemChecks.UsualImageSize(Stem);

    /// <inheritdoc/>
    public override string Description => Backbone + ", " + Stem + " stem";

    /// <inheritdoc/>
    public override string Summary =>
        Backbone.ToString().Insert("ResNet".Length, "-") + (Stem == Stem.Small ? StemChecks.ForSmallImages : ", ");

    /// <inheritdoc/>
    public override EquatableArray<NamedLayer> Layers(RawClass raw, int channels, int imageSize) =>
        BackboneCatalogue.Layers(this, channels, imageSize);

    /// <inheritdoc/>
    internal override void CheckSettings(EncoderModel encoder, FindingList findings)
    {
        base.CheckSettings(encoder, findings);
        findings.RequireSize(encoder.Attribute, nameof(EncoderAttribute.Width), Width, 1, Limits.Width);
    }

    /// <summary>Checks that the stem fits the images.</summary>
    internal override void Check(EncoderModel encoder, FindingList findings) =>
        StemChecks.Check(encoder, Stem, findings);
}
