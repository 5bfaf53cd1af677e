namespace ContrastiveDsl.Language;

/// <summary>Checks an encoder alone.</summary>
internal static class EncoderChecks
{
    /// <summary>Checks one encoder.</summary>
    public static void Check(EncoderModel encoder, FindingList findings)
    {
        // A custom module that cannot be used at all has been reported as such.
        if (encoder.Form.Module == CustomConstructor.None)
        {
            return;
        }

        CheckSizes(encoder, findings);
        LayerChecks.CheckSettings(encoder.Layers, findings);
        encoder.Form.CheckSettings(encoder, findings);
        if (!LayerChecks.AreShapesSound(findings))
        {
            return;
        }

        LayerChecks.CheckFlow(encoder, findings);
        CheckStated(encoder, findings);
        encoder.Form.Check(encoder, findings);
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

    private static void CheckStated(EncoderModel encoder, FindingList findings)
    {
        var place = encoder.At(nameof(EncoderAttribute.Features));
        if (
            encoder.StatedFeatures != 0
            && encoder.StatedFeatures != encoder.Features
            && LayerChecks.AreShapesSound(findings)
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
}
