using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>A ConvNeXt of the catalogue.</summary>
/// <param name="Backbone">Which one.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="Width">Channels of the first stage. 96 in the paper.</param>
internal sealed record ConvNeXtForm(Backbone Backbone, Stem Stem, int Width) : EncoderForm
{
    private const int UsualWidth = 96;

    /// <summary>Minimum width: of a single channel its normalization leaves nothing.</summary>
    private const int MinimumWidth = 2;

    /// <inheritdoc/>
    public override int UsualImageSize => StemChecks.UsualImageSize(Stem);

    /// <inheritdoc/>
    public override string Description => Backbone + ", " + Stem + " stem";

    /// <inheritdoc/>
    public override string Summary =>
        Backbone.ToString().Insert("ConvNeXt".Length, "-") + (Stem == Stem.Small ? StemChecks.ForSmallImages : ", ");

    /// <summary>The form of an encoder whose backbone is a ConvNeXt.</summary>
    /// <param name="raw">The class.</param>
    /// <param name="stated">Its attribute.</param>
    public static ConvNeXtForm Of(RawClass raw, EncoderAttribute stated) =>
        new(
            stated.Backbone,
            stated.Stem,
            raw.Find<EncoderAttribute>()?.Has(nameof(stated.Width)) == true ? stated.Width : UsualWidth
        );

    /// <inheritdoc/>
    public override EquatableArray<NamedLayer> Layers(RawClass raw, int channels, int imageSize) =>
        ConvNeXtCatalogue.Layers(this, channels, imageSize);

    /// <inheritdoc/>
    internal override void CheckSettings(EncoderModel encoder, FindingList findings) =>
        findings.RequireSize(encoder.Attribute, nameof(EncoderAttribute.Width), Width, MinimumWidth, Limits.Width);

    /// <summary>Checks that the stem fits the images.</summary>
    internal override void Check(EncoderModel encoder, FindingList findings) =>
        StemChecks.Check(encoder, Stem, findings);

    /// <summary>Its stages halve maps without padding.</summary>
    internal override Remedy ShrinkLess(EncoderModel encoder) =>
        Stem == Stem.Small
            ? new("take a backbone that pads, as Backbone.ResNet18")
            : new("set Stem = Stem.Small") { Edit = Edit.Set(encoder.At(nameof(EncoderAttribute.Stem)), "Stem.Small") };

    /// <summary>
    /// It has blocks beside shortcuts and normalizations of its own, so that a setting of residual networks reads as if
    /// it made another network of it: no warning, which can be overlooked.
    /// </summary>
    internal override void CheckUnused(EncoderModel encoder, RawAttribute declaring, FindingList findings) =>
        findings.AddWritten(
            DeclarationRules.ForeignSetting,
            declaring,
            "whose backbone is a ConvNeXt: its layer normalizations and scaled branches are fixed",
            OfBlocks
        );
}
