using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that the stem of a backbone fits the images.</summary>
internal static class StemChecks
{
    /// <summary>What documentation says of a backbone with the small stem, behind its name.</summary>
    public const string ForSmallImages = " with the stem for small images, ";

    /// <summary>Side from which on the ImageNet stem leaves maps as large as the small stem is for.</summary>
    private const int LargeImage = 128;

    /// <summary>Side of the images in pixels where none is stated.</summary>
    public static int UsualImageSize(Stem stem) => stem == Stem.Small ? 32 : 224;

    /// <summary>Checks one encoder, whose maps end in an average.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="stem">Its stem.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(EncoderModel encoder, Stem stem, FindingList findings)
    {
        if (
            encoder.Layers.LastOrDefault(layer => layer.Layer is GlobalAveragePoolLayer)
            is not { Input.Height: var left }
        )
        {
            return;
        }

        var place = encoder.At(nameof(EncoderAttribute.Stem));
        var size = encoder.At(nameof(EncoderAttribute.ImageSize));
        if (stem == Stem.Small && encoder.ImageSize >= LargeImage)
        {
            findings.AddConflict(ShapeRules.SmallStem, place, size, Text.Of(encoder.ImageSize));
            findings.Offer(Edit.Set(place, "Stem.ImageNet"));
        }
        else if (stem == Stem.ImageNet && left <= 2 && !findings.Exists(finding => finding.Rule == ShapeRules.Vanishes))
        {
            findings.Add(ShapeRules.LargeStem, size, Text.Of(encoder.ImageSize), Text.Of(left));
            findings.Offer(Edit.Set(place, "Stem.Small"));
        }
    }
}
