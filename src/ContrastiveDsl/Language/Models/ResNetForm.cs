using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>A residual network of the catalogue.</summary>
/// <param name="Backbone">Which one; of a value that names none, the enumeration's own check speaks.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="Width">Channels of the first stage. 64 in the paper.</param>
/// <param name="Blocks">What it says about its residual blocks.</param>
internal sealed record ResNetForm(Backbone Backbone, Stem Stem, int Width, BlockSettings Blocks) : BlockForm(Blocks)
{
    /// <summary>Side from which on the ImageNet stem leaves maps as large as the small stem is for.</summary>
    private const int LargeImage = 128;

    /// <inheritdoc/>
    public override int UsualImageSize => Stem == Stem.Small ? 32 : 224;

    /// <inheritdoc/>
    public override string Description => Backbone + ", " + Stem + " stem";

    /// <inheritdoc/>
    public override string Summary =>
        Backbone.ToString().Insert("ResNet".Length, "-")
        + (Stem == Stem.Small ? " with the stem for small images, " : ", ");

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
    internal override void Check(EncoderModel encoder, FindingList findings)
    {
        if (encoder.Layers.LastOrDefault() is not { Input.Height: var left })
        {
            return;
        }

        var stem = encoder.At(nameof(EncoderAttribute.Stem));
        var size = encoder.At(nameof(EncoderAttribute.ImageSize));
        if (Stem == Stem.Small && encoder.ImageSize >= LargeImage)
        {
            findings.AddConflict(ShapeRules.SmallStem, stem, size, Text.Of(encoder.ImageSize));
            findings.Offer(Edit.Set(stem, "Stem.ImageNet"));
        }
        else if (Stem == Stem.ImageNet && left <= 2)
        {
            findings.Add(ShapeRules.LargeStem, size, Text.Of(encoder.ImageSize), Text.Of(left));
            findings.Offer(Edit.Set(stem, "Stem.Small"));
        }
    }
}
