using System;

namespace ContrastiveDsl.Language;

/// <summary>Vision transformers as lists of layers with torchvision's names.</summary>
internal static class VisionTransformerCatalogue
{
    /// <summary>The deepest transformer that is laid out; the rules refuse deeper ones.</summary>
    internal const int MaximumBlocks = 256;

    /// <summary>The most registers, which leave out no image that a transformer is for.</summary>
    internal const int MaximumRegisters = 256;

    /// <summary>
    /// The layers for images of the given channels and side, shapes inferred; the last ones make a vector of the
    /// tokens.
    /// </summary>
    /// <param name="settings">The sizes.</param>
    /// <param name="channels">Channels of the images, 1 or more.</param>
    /// <param name="imageSize">Side of the images in pixels.</param>
    public static EquatableArray<NamedLayer> Layers(VisionTransformerForm settings, int channels, int imageSize)
    {
        var asMoCoV3 = settings.StartsAsMoCoV3;
        var block = new TransformerBlockLayer(settings.Heads, settings.Mlp, asMoCoV3);
        var blocks = new Layer[Math.Max(0, Math.Min(settings.Depth, MaximumBlocks))];
        for (var index = 0; index < blocks.Length; index++)
        {
            blocks[index] = block;
        }

        var norm = new NamedLayer("encoder.ln", new LayerNormLayer { Epsilon = 1e-6 });
        NamedLayer[] layers =
        [
            new(
                "conv_proj",
                new PatchEmbeddingLayer(settings.Width, settings.Patch, settings.FrozenPatchEmbedding, asMoCoV3)
            ),
            new("class_token", new ClassTokenLayer(asMoCoV3)),
            new("encoder.pos_embedding", new PositionsLayer(settings.Positions)),
            .. settings.Registers > 0
                ? [new NamedLayer("register_tokens", new RegisterTokensLayer(settings.Registers))]
                : Array.Empty<NamedLayer>(),
            new("encoder.layers", new StageLayer(new EquatableArray<Layer>(blocks))),
            .. settings.Registers > 0
                ? [new NamedLayer("patches", new DropRegistersLayer(settings.Registers))]
                : Array.Empty<NamedLayer>(),
            .. settings.Pooling == TokenPooling.Mean
                ? [new("output", new MeanTokensLayer()), norm]
                : new NamedLayer[] { norm, new("output", new TakeClassTokenLayer()) },
        ];
        return LayerChain.Infer(layers, new FeatureShape(channels, imageSize, imageSize));
    }
}
