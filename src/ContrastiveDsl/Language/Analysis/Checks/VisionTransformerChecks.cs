namespace ContrastiveDsl.Language;

/// <summary>Checks the sizes of a vision transformer.</summary>
internal static class VisionTransformerChecks
{
    /// <summary>Checks one encoder.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="settings">Its sizes.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(EncoderModel encoder, VisionTransformerForm settings, FindingList findings)
    {
        var at = settings.Attribute;
        var isPatch = findings.RequireSize(
            at,
            nameof(VisionTransformerAttribute.Patch),
            settings.Patch,
            1,
            Limits.Image
        );
        var isWidth = findings.RequireSize(
            at,
            nameof(VisionTransformerAttribute.Width),
            settings.Width,
            1,
            Limits.Width
        );
        findings.RequireSize(
            at,
            nameof(VisionTransformerAttribute.Depth),
            settings.Depth,
            1,
            VisionTransformerCatalogue.MaximumBlocks
        );
        var isHeads = findings.RequireSize(
            at,
            nameof(VisionTransformerAttribute.Heads),
            settings.Heads,
            1,
            Limits.Width
        );

        findings.RequireSize(
            at,
            nameof(VisionTransformerAttribute.Registers),
            settings.Registers,
            0,
            VisionTransformerCatalogue.MaximumRegisters
        );

        // A size that follows from a wrong width is reported as the width.
        if (settings.Mlp != VisionTransformerForm.UsualMlp(settings.Width))
        {
            findings.RequireSize(at, nameof(VisionTransformerAttribute.Mlp), settings.Mlp);
        }

        if (isPatch && encoder.ImageSize is >= 1 and <= Limits.Image)
        {
            CheckPatches(encoder, settings, findings);
        }

        if (isWidth)
        {
            TransformerWidthChecks.Check(
                (findings.At(at, nameof(VisionTransformerAttribute.Width)), settings.Width),
                (findings.At(at, nameof(VisionTransformerAttribute.Heads)), isHeads ? settings.Heads : 1),
                settings.Positions == Positions.SinCos,
                findings
            );
        }
    }

    private static void CheckPatches(EncoderModel encoder, VisionTransformerForm settings, FindingList findings)
    {
        var (image, patch) = (encoder.ImageSize, settings.Patch);
        if (image % patch == 0)
        {
            return;
        }

        var arguments = new[]
        {
            Text.Of(image),
            Text.Of(patch),
            Text.Choice(Divisors.Near(patch, image)),
            Text.Choice(Divisors.Multiples(image, patch)),
        };
        var size = encoder.At(nameof(EncoderAttribute.ImageSize));
        if (!settings.Attribute.IsWritten)
        {
            findings.Add(ShapeRules.Patches, size, arguments);
        }
        else
        {
            findings.AddConflict(
                ShapeRules.Patches,
                findings.At(settings.Attribute, nameof(VisionTransformerAttribute.Patch)),
                size,
                arguments
            );
            findings.OfferEach(
                findings.At(settings.Attribute, nameof(VisionTransformerAttribute.Patch)),
                Divisors.Near(patch, image)
            );
        }
    }
}
