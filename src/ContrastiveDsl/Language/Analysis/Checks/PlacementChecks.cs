using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that attributes stand where something reads them.</summary>
internal static class PlacementChecks
{
    /// <summary>Checks layers, steps and settings; the first of each that is misplaced speaks for all.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        var kind = raw.Kind;
        if (kind is not (DeclarationKind.Encoder or DeclarationKind.Projector or DeclarationKind.Predictor))
        {
            ReportLayer(raw, findings);
        }

        if (kind != DeclarationKind.Encoder)
        {
            Report(
                raw,
                findings,
                static name => name == Words.Of<SplitBatchNormAttribute>(),
                KindNames.Of(DeclarationKind.Encoder),
                Words.Declaring(DeclarationKind.Encoder)
            );
        }

        var transformer = Words.Of<VisionTransformerAttribute>();
        if (!EncoderForm.Of(raw).Reads(transformer))
        {
            Report(
                raw,
                findings,
                name => name == transformer,
                "a vision transformer",
                "Encoder(Backbone.VisionTransformer)"
            );
        }

        if (kind != DeclarationKind.Views)
        {
            Report(
                raw,
                findings,
                Words.IsStep,
                KindNames.Of(DeclarationKind.Views),
                Words.Declaring(DeclarationKind.Views)
            );
        }

        if (kind != DeclarationKind.Experiment)
        {
            Report(
                raw,
                findings,
                Words.IsSetting,
                KindNames.Of(DeclarationKind.Experiment),
                Words.Declaring(DeclarationKind.Experiment)
            );
        }
    }

    /// <summary>A head of patches is a head as well, but one that takes no list.</summary>
    private static void ReportLayer(RawClass raw, FindingList findings)
    {
        const string owner = "an encoder or a head";
        var isPatchHead = raw.Kind == DeclarationKind.PatchHead;
        Report(
            raw,
            findings,
            Words.IsLayer,
            isPatchHead ? KindNames.Of(raw.Kind) + " and takes no list" : "not " + owner,
            isPatchHead ? "an encoder or another head" : owner,
            Words.Declaring(DeclarationKind.Encoder)
        );
    }

    private static void Report(
        RawClass raw,
        FindingList findings,
        System.Func<string, bool> isMeant,
        string owner,
        string declaring
    ) => Report(raw, findings, isMeant, "not " + owner, owner, declaring);

    /// <summary>A class declares one thing, so that only one which declares nothing can be made the owner.</summary>
    private static void Report(
        RawClass raw,
        FindingList findings,
        System.Func<string, bool> isMeant,
        string what,
        string owner,
        string declaring
    )
    {
        var all = raw
            .Attributes.Where(attribute => isMeant(attribute.Name) && attribute.Declares == DeclarationKind.None)
            .ToArray();
        if (all.FirstOrDefault() is { } misplaced)
        {
            var word = MethodCatalogue.FirstReading(misplaced.Name)?.Word ?? declaring;
            findings.Add(
                DeclarationRules.Misplaced,
                findings.At(misplaced.Index),
                misplaced.Name,
                raw.Type.Name,
                what,
                raw.Kind == DeclarationKind.None ? owner + ", or add [" + word + "]" : owner
            );
            findings.Offer([.. all.Select(attribute => Edit.Remove(findings.At(attribute.Index)))]);
        }
    }
}
