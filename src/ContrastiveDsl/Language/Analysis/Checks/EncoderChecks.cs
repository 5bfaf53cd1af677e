using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks an encoder alone.</summary>
internal static class EncoderChecks
{
    /// <summary>Of images of this side the ImageNet stem leaves maps as large as small images are.</summary>
    private const int LargeImage = 128;

    /// <summary>Checks one encoder.</summary>
    public static void Check(EncoderModel encoder, FindingList findings)
    {
        // A custom module that cannot be used at all has been reported as such.
        if (encoder.Kind == PartKind.Custom && encoder.Constructor == CustomConstructor.None)
        {
            return;
        }

        CheckSizes(encoder, findings);
        CheckCustom(encoder, findings);
        LayerChecks.CheckSettings(encoder.Layers, findings);
        VisionTransformerChecks.Check(encoder, findings);
        if (findings.HasErrors)
        {
            return;
        }

        LayerChecks.CheckFlow(encoder, findings);
        CheckStated(encoder, findings);
        CheckStem(encoder, findings);
        CheckActivations(encoder, findings);
    }

    private static void CheckSizes(EncoderModel encoder, FindingList findings)
    {
        var at = encoder.Attribute;
        findings.RequireSize(at, nameof(EncoderAttribute.Channels), encoder.Channels);
        if (encoder.ImageSize == 0)
        {
            findings.Add(
                ShapeRules.ImageSizeNotStated,
                findings.At(at, nameof(EncoderAttribute.ImageSize)),
                encoder.Type.Name
            );
        }
        else
        {
            findings.RequireSize(at, nameof(EncoderAttribute.ImageSize), encoder.ImageSize, 1, Limits.Image);
        }

        if (encoder.Kind == PartKind.Catalogue && encoder.Transformer is null)
        {
            findings.RequireSize(at, nameof(EncoderAttribute.Width), encoder.Width, 1, Limits.Width);
        }

        if (encoder.Norm == Norm.Group && encoder.Kind != PartKind.Custom && encoder.Transformer is null)
        {
            findings.RequireSize(at, nameof(EncoderAttribute.Groups), encoder.Groups);
        }

        if (encoder.SplitBatchNorm is { } split)
        {
            findings.RequireBetween(
                ShapeRules.LayerSetting,
                split.Attribute,
                nameof(SplitBatchNormAttribute.Splits),
                split.Splits,
                SplitBatchNormModel.MinimumSplits
            );
        }

        if (encoder.StatedFeatures != 0)
        {
            findings.RequireSize(at, nameof(EncoderAttribute.Features), encoder.StatedFeatures, 1, int.MaxValue);
        }
    }

    private static void CheckCustom(EncoderModel encoder, FindingList findings)
    {
        if (encoder.Kind == PartKind.Custom && encoder.StatedFeatures == 0)
        {
            findings.Add(
                DeclarationRules.SizeNotStated,
                findings.At(encoder.Attribute, nameof(EncoderAttribute.Features)),
                encoder.Type.Name,
                nameof(EncoderAttribute.Features)
            );
        }
    }

    private static void CheckStated(EncoderModel encoder, FindingList findings)
    {
        var place = findings.At(encoder.Attribute, nameof(EncoderAttribute.Features));
        if (
            encoder.Kind != PartKind.Custom
            && encoder.StatedFeatures != 0
            && encoder.StatedFeatures != encoder.Features
            && !findings.HasErrors
        )
        {
            findings.Add(
                ShapeRules.StatedSize,
                place,
                encoder.Type.Name,
                nameof(EncoderAttribute.Features),
                Text.Of(encoder.StatedFeatures),
                Text.Of(encoder.Features)
            );
            findings.Offer(Edit.Remove(place));
        }
    }

    /// <summary>Layers in a row that are one linear map; pixels alone, or their means, are no layers at all.</summary>
    private static void CheckActivations(EncoderModel encoder, FindingList findings)
    {
        if (
            encoder.Kind == PartKind.Layers
            && !findings.HasErrors
            && encoder.Layers.Any(layer => layer.Layer is ConvLayer or LinearLayer)
            && encoder.Layers.All(layer => layer.Layer.IsLinear)
        )
        {
            findings.Add(ShapeRules.LinearEncoder, findings.At(encoder.Attribute), encoder.Type.Name);
        }
    }

    private static void CheckStem(EncoderModel encoder, FindingList findings)
    {
        if (encoder.Kind != PartKind.Catalogue || encoder.Transformer is not null || encoder.Layers.Count == 0)
        {
            return;
        }

        if (encoder.Stem != Stem.ImageNet)
        {
            CheckSmallStem(encoder, findings);
            return;
        }

        var left = encoder.Layers[encoder.Layers.Count - 1].Input.Height;
        if (left <= 2)
        {
            findings.Add(
                ShapeRules.LargeStem,
                findings.At(encoder.Attribute, nameof(EncoderAttribute.ImageSize)),
                Text.Of(encoder.ImageSize),
                Text.Of(left)
            );
            findings.Offer(Edit.Set(findings.At(encoder.Attribute, nameof(EncoderAttribute.Stem)), "Stem.Small"));
        }
    }

    private static void CheckSmallStem(EncoderModel encoder, FindingList findings)
    {
        if (encoder.Stem == Stem.Small && encoder.ImageSize >= LargeImage)
        {
            findings.AddConflict(
                ShapeRules.SmallStem,
                findings.At(encoder.Attribute, nameof(EncoderAttribute.Stem)),
                findings.At(encoder.Attribute, nameof(EncoderAttribute.ImageSize)),
                Text.Of(encoder.ImageSize)
            );
            findings.Offer(Edit.Set(findings.At(encoder.Attribute, nameof(EncoderAttribute.Stem)), "Stem.ImageNet"));
        }
    }
}
