namespace ContrastiveDsl.Language;

/// <summary>Checks an encoder alone.</summary>
internal static class EncoderChecks
{
    /// <summary>Images of more pixels than this on a side are taken for a mistake.</summary>
    public const int MaximumImage = 4096;

    /// <summary>Networks of wider layers than this are taken for a mistake.</summary>
    public const int MaximumWidth = 4096;

    /// <summary>Checks one encoder.</summary>
    public static void Check(EncoderModel encoder, FindingList findings)
    {
        // A custom module that cannot be used at all has been reported as such.
        if (encoder.Kind == PartKind.Custom && encoder.Constructor == CustomConstructor.None)
        {
            return;
        }

        CheckSizes(encoder, findings);
        LayerChecks.Check(encoder.Layers, findings);
        VisionTransformerChecks.Check(encoder, findings);
        if (findings.HasErrors)
        {
            return;
        }

        FlowChecks.Check(encoder, findings);
        CheckStated(encoder, findings);
        CheckStem(encoder, findings);
    }

    private static void CheckSizes(EncoderModel encoder, FindingList findings)
    {
        var at = encoder.Attribute;
        findings.RequireBetween(
            ShapeRules.SizeOutOfRange,
            at,
            nameof(EncoderAttribute.Channels),
            encoder.Channels,
            1,
            LayerChecks.MaximumSize
        );
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
            findings.RequireBetween(
                ShapeRules.SizeOutOfRange,
                at,
                nameof(EncoderAttribute.ImageSize),
                encoder.ImageSize,
                1,
                MaximumImage
            );
        }

        if (encoder.Kind == PartKind.Catalogue && encoder.Transformer is null)
        {
            findings.RequireBetween(
                ShapeRules.SizeOutOfRange,
                at,
                nameof(EncoderAttribute.Width),
                encoder.Width,
                1,
                MaximumWidth
            );
        }

        if (encoder.Norm == Norm.Group && encoder.Kind != PartKind.Custom && encoder.Transformer is null)
        {
            findings.RequireBetween(
                ShapeRules.SizeOutOfRange,
                at,
                nameof(EncoderAttribute.Groups),
                encoder.Groups,
                1,
                LayerChecks.MaximumSize
            );
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

        if (encoder.StatedFeatures < 0)
        {
            findings.RequireBetween(
                ShapeRules.SizeOutOfRange,
                at,
                nameof(EncoderAttribute.Features),
                encoder.StatedFeatures,
                1
            );
        }
    }

    private static void CheckStated(EncoderModel encoder, FindingList findings)
    {
        var place = findings.At(encoder.Attribute, nameof(EncoderAttribute.Features));
        if (encoder.Kind == PartKind.Custom && encoder.StatedFeatures == 0)
        {
            findings.Add(DeclarationRules.SizeNotStated, place, encoder.Type.Name, nameof(EncoderAttribute.Features));
        }
        else if (
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
        }
    }

    private static void CheckStem(EncoderModel encoder, FindingList findings)
    {
        if (
            encoder.Kind != PartKind.Catalogue
            || encoder.Transformer is not null
            || encoder.Stem != Stem.ImageNet
            || encoder.Layers.Count == 0
        )
        {
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
        }
    }
}
