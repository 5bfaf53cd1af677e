namespace ContrastiveDsl.Language;

/// <summary>Infers encoders.</summary>
internal static class EncoderResolver
{
    /// <summary>The encoder that a class declares, faults included: the rules name them.</summary>
    public static EncoderModel Resolve(RawClass raw)
    {
        var attribute = raw.Find<EncoderAttribute>() ?? RawAttribute.Empty<EncoderAttribute>();
        var stated = attribute.Bind<EncoderAttribute>();
        var form = EncoderForm.Of(raw);
        var size = attribute.Has(nameof(stated.ImageSize)) ? stated.ImageSize : form.UsualImageSize;
        var layers = form.Layers(raw, stated.Channels, size);
        var split = raw.Find<SplitBatchNormAttribute>() is { } parted
            ? new SplitBatchNormModel(parted.Bind<SplitBatchNormAttribute>().Splits) { Attribute = parted.Index }
            : null;
        return new EncoderModel(
            raw.Type,
            form,
            stated.Channels,
            size,
            split is { Splits: >= SplitBatchNormModel.MinimumSplits } ? LayerChain.Split(layers, split.Splits) : layers,
            LayerChain.Size(layers, stated.Features)
        )
        {
            Attribute = attribute.Index,
            StatedFeatures = stated.Features,
            SplitBatchNorm = split,
        };
    }
}
