namespace ContrastiveDsl.Language;

/// <summary>Infers encoders.</summary>
internal static class EncoderResolver
{
    /// <summary>The encoder that a class declares, faults included: the rules name them.</summary>
    public static EncoderModel Resolve(RawClass raw)
    {
        var attribute = raw.Find(Words.Encoder) ?? new RawAttribute(Words.Encoder, -1, EquatableArray<RawArgument>.Empty);
        var absent = new EncoderAttribute();
        var backbone = attribute.Enum("Backbone", default(Backbone));
        var stem = attribute.Enum("Stem", absent.Stem);
        var kind = Kind(raw, attribute);
        var model = new EncoderModel(
            raw.Type,
            kind,
            attribute.Int("Channels", absent.Channels),
            attribute.Int("ImageSize", kind == PartKind.Catalogue ? UsualImageSize(backbone, stem) : 0),
            backbone,
            stem,
            EquatableArray<NamedLayer>.Empty,
            attribute.Int("Features", absent.Features))
        {
            Attribute = attribute.Index,
            Transformer = backbone == Backbone.VisionTransformer ? Transformer(raw.Find(Words.VisionTransformer)) : null,
            Width = attribute.Int("Width", absent.Width),
            Norm = attribute.Enum("Norm", absent.Norm),
            Groups = attribute.Int("Groups", absent.Groups),
            StatedFeatures = attribute.Int("Features", absent.Features),
            Constructor = kind == PartKind.Own ? Constructor(raw.Facts) : OwnConstructor.None,
            SplitBatchNorm = SplitBatchNorm(raw),
        };
        var layers = Layers(raw, model, attribute.Flag("ZeroInitResidual", absent.ZeroInitResidual));
        if (model.SplitBatchNorm is { Splits: >= SplitBatchNormModel.FewestSplits } split)
        {
            layers = SplitNorms.Split(layers, split.Splits);
        }

        return kind == PartKind.Own ? model : model with { Layers = layers, Features = LayerChain.Size(layers, model.Features) };
    }

    private static PartKind Kind(RawClass raw, RawAttribute attribute)
    {
        if (attribute.Has("Backbone"))
        {
            return PartKind.Catalogue;
        }

        return LayerReader.HasLayers(raw) ? PartKind.Layers : PartKind.Own;
    }

    private static SplitBatchNormModel? SplitBatchNorm(RawClass raw) =>
        raw.Find(Words.SplitBatchNorm) is { } attribute ? new SplitBatchNormModel(attribute.Int("Splits", 0)) { Attribute = attribute.Index } : null;

    private static OwnConstructor Constructor(ClassFacts facts)
    {
        if (!facts.IsModule)
        {
            return OwnConstructor.None;
        }

        if (facts.CreatesFromDevice)
        {
            return OwnConstructor.Device;
        }

        return facts.CreatesFromNothing ? OwnConstructor.Nothing : OwnConstructor.None;
    }

    private static int UsualImageSize(Backbone backbone, Stem stem) =>
        backbone == Backbone.VisionTransformer ? VisionTransformerCatalogue.UsualImageSize : BackboneCatalogue.UsualImageSize(stem);

    /// <summary>The sizes as the companion attribute states them; those of ViT-S/16 where it is absent.</summary>
    private static VisionTransformerSettings Transformer(RawAttribute? stated)
    {
        var attribute = stated ?? new RawAttribute(Words.VisionTransformer, -1, EquatableArray<RawArgument>.Empty);
        var absent = new VisionTransformerAttribute();
        var width = attribute.Int("Width", absent.Width);
        return new VisionTransformerSettings(
            attribute.Index,
            attribute.Int("Patch", absent.Patch),
            width,
            attribute.Int("Depth", absent.Depth),
            attribute.Int("Heads", absent.Heads),
            attribute.Int("Mlp", VisionTransformerSettings.UsualMlp(width)),
            attribute.Enum("Positions", absent.Positions),
            attribute.Flag("FrozenPatchEmbedding", absent.FrozenPatchEmbedding));
    }

    private static EquatableArray<NamedLayer> Layers(RawClass raw, EncoderModel model, bool zeroInitResidual)
    {
        if (model.Kind == PartKind.Layers)
        {
            var layers = LayerReader.ReadEncoder(raw, new BlockSettings(model.Norm, model.Groups, zeroInitResidual));
            return LayerChain.Infer(layers, new FeatureShape(model.Channels, model.ImageSize, model.ImageSize));
        }

        if (model is { Kind: PartKind.Catalogue, Transformer: { } transformer })
        {
            return VisionTransformerCatalogue.Layers(transformer, model.Channels, model.ImageSize);
        }

        return model.Kind == PartKind.Catalogue && BackboneCatalogue.Find(model.Backbone) is { } entry
            ? BackboneCatalogue.Layers(entry, model.Stem, model.Width, model.Channels, model.ImageSize, model.Norm, model.Groups, zeroInitResidual)
            : EquatableArray<NamedLayer>.Empty;
    }
}
