namespace ContrastiveDsl.Language;

/// <summary>Infers encoders.</summary>
internal static class EncoderResolver
{
    /// <summary>The encoder that a class declares, faults included: the rules name them.</summary>
    public static EncoderModel Resolve(RawClass raw)
    {
        var attribute = raw.Find<EncoderAttribute>() ?? RawAttribute.Empty<EncoderAttribute>();
        var stated = attribute.Bind<EncoderAttribute>();
        var kind = Kind(raw, attribute);
        var usualSize = kind == PartKind.Catalogue ? UsualImageSize(stated.Backbone, stated.Stem) : 0;
        var model = new EncoderModel(
            raw.Type,
            kind,
            stated.Channels,
            attribute.Has(nameof(stated.ImageSize)) ? stated.ImageSize : usualSize,
            stated.Backbone,
            stated.Stem,
            EquatableArray<NamedLayer>.Empty,
            stated.Features
        )
        {
            Attribute = attribute.Index,
            Transformer = stated.Backbone == Backbone.VisionTransformer ? Transformer(raw) : null,
            Width = stated.Width,
            Norm = stated.Norm,
            Groups = stated.Groups,
            StatedFeatures = stated.Features,
            Constructor =
                kind == PartKind.Custom && raw.Facts.IsModule ? raw.Facts.EncoderConstructor : CustomConstructor.None,
            SplitBatchNorm = SplitBatchNorm(raw),
        };
        var layers = Layers(raw, model, stated.ZeroInitResidual);
        if (model.SplitBatchNorm is { Splits: >= SplitBatchNormModel.MinimumSplits } split)
        {
            layers = LayerChain.Split(layers, split.Splits);
        }

        return kind == PartKind.Custom
            ? model
            : model with
            {
                Layers = layers,
                Features = LayerChain.Size(layers, model.Features),
            };
    }

    private static PartKind Kind(RawClass raw, RawAttribute attribute)
    {
        if (attribute.Has(nameof(EncoderAttribute.Backbone)))
        {
            return PartKind.Catalogue;
        }

        return LayerReader.FirstLayer(raw) is not null ? PartKind.Layers : PartKind.Custom;
    }

    private static SplitBatchNormModel? SplitBatchNorm(RawClass raw) =>
        raw.Find<SplitBatchNormAttribute>() is { } attribute
            ? new SplitBatchNormModel(attribute.Bind<SplitBatchNormAttribute>().Splits) { Attribute = attribute.Index }
            : null;

    private static int UsualImageSize(Backbone backbone, Stem stem) =>
        backbone == Backbone.VisionTransformer
            ? VisionTransformerCatalogue.UsualImageSize
            : BackboneCatalogue.UsualImageSize(stem);

    /// <summary>The sizes as the companion attribute states them; those of ViT-S/16 where it is left out.</summary>
    private static VisionTransformerSettings Transformer(RawClass raw)
    {
        var (index, stated) = raw.Bind<VisionTransformerAttribute>();
        var mlp =
            raw.Find<VisionTransformerAttribute>()?.Has(nameof(stated.Mlp)) == true
                ? stated.Mlp
                : VisionTransformerSettings.UsualMlp(stated.Width);
        return new VisionTransformerSettings(
            index,
            stated.Patch,
            stated.Width,
            stated.Depth,
            stated.Heads,
            mlp,
            stated.Positions,
            stated.FrozenPatchEmbedding
        )
        {
            Pooling = stated.Pooling,
        };
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
            ? BackboneCatalogue.Layers(
                entry,
                model.Stem,
                model.Width,
                model.Channels,
                model.ImageSize,
                model.Norm,
                model.Groups,
                zeroInitResidual
            )
            : EquatableArray<NamedLayer>.Empty;
    }
}
