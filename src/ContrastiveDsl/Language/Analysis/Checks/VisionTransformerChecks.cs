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

        // Where it follows from a width that is wrong, the width is to blame.
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
            CheckWidth(settings, isHeads, findings);
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

    /// <summary>Checks a width within its range; of heads out of theirs no width need be a multiple.</summary>
    private static void CheckWidth(VisionTransformerForm settings, bool isHeads, FindingList findings)
    {
        var (width, heads) = (settings.Width, isHeads ? settings.Heads : 1);
        if (width % heads != 0)
        {
            findings.Add(
                ShapeRules.Heads,
                findings.At(settings.Attribute, nameof(VisionTransformerAttribute.Heads)),
                Text.Of(heads),
                Text.Of(width),
                Text.Choice(Divisors.Near(heads, width))
            );
            findings.OfferEach(
                findings.At(settings.Attribute, nameof(VisionTransformerAttribute.Heads)),
                Divisors.Near(heads, width)
            );
        }

        if (settings.Positions == Positions.SinCos && width % 4 != 0)
        {
            findings.Add(
                ShapeRules.SinCosWidth,
                findings.At(settings.Attribute, nameof(VisionTransformerAttribute.Width)),
                Text.Of(width),
                Text.Choice(Divisors.Multiples(width, Step(width, heads)))
            );
            findings.OfferEach(
                findings.At(settings.Attribute, nameof(VisionTransformerAttribute.Width)),
                Divisors.Multiples(width, Step(width, heads))
            );
        }
    }

    /// <summary>What a width must be a multiple of: of 4, and of the heads too where it was already.</summary>
    private static int Step(int width, int heads)
    {
        var step = width % heads == 0 ? heads : 1;
        while (step % 4 != 0)
        {
            step *= 2;
        }

        return step;
    }
}
