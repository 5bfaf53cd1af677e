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
            Report(raw, findings, Words.IsLayer, "an encoder or a head", Words.Of<EncoderAttribute>());
        }

        if (kind != DeclarationKind.Encoder)
        {
            Report(
                raw,
                findings,
                static name => name == Words.Of<SplitBatchNormAttribute>(),
                KindNames.Of(DeclarationKind.Encoder),
                Words.Of<EncoderAttribute>()
            );
        }

        if (raw.Find<EncoderAttribute>()?.Bind<EncoderAttribute>().Backbone != Backbone.VisionTransformer)
        {
            Report(
                raw,
                findings,
                static name => name == Words.Of<VisionTransformerAttribute>(),
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
                Words.Of<AugmentationFamilyAttribute>()
            );
        }

        if (kind != DeclarationKind.Experiment)
        {
            Report(
                raw,
                findings,
                Words.IsSetting,
                KindNames.Of(DeclarationKind.Experiment),
                Words.Of<SimClrAttribute>()
            );
        }
    }

    private static void Report(
        RawClass raw,
        FindingList findings,
        System.Func<string, bool> isMeant,
        string owner,
        string declaring
    )
    {
        foreach (var attribute in raw.Attributes)
        {
            if (isMeant(attribute.Name) && attribute.Declares == DeclarationKind.None)
            {
                var wanted = MethodCatalogue.FirstReading(attribute.Name)?.Word ?? declaring;
                findings.Add(
                    DeclarationRules.Misplaced,
                    findings.At(attribute.Index),
                    attribute.Name,
                    raw.Type.Name,
                    owner,
                    wanted
                );
                return;
            }
        }
    }
}
