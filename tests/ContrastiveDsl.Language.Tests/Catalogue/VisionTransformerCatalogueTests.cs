namespace ContrastiveDsl.Language.Tests.Catalogue;

public sealed class VisionTransformerCatalogueTests
{
    [Fact]
    public void Transformer_WithoutSizes_IsViTS16()
    {
        var encoder = Resolve.Encoder(Declare.Backbone(Backbone.VisionTransformer));

        encoder.ImageSize.Should().Be(224);
        encoder.Features.Should().Be(384);
        encoder.Transformer.Should().Be(new VisionTransformerForm(-1, 16, 384, 12, 12, 1536, Positions.Learned, false));
        encoder.ParameterCount.Should().Be(21_665_664);
        encoder
            .Layers.Select(layer => $"{layer.Name} {layer.Layer.Kind} {layer.Output}")
            .Should()
            .Equal(
                "conv_proj PatchEmbedding [N, 196, 384]",
                "class_token ClassToken [N, 197, 384]",
                "encoder.pos_embedding Positions [N, 197, 384]",
                "encoder.layers Stage [N, 197, 384]",
                "encoder.ln LayerNorm [N, 197, 384]",
                "output TakeClassToken [N, 384]"
            );
    }

    /// <summary>
    /// torchvision's vit_b_16, vit_b_32, vit_l_16 and vit_h_14 less their classifiers of 1,000 classes.
    /// </summary>
    [Theory]
    [InlineData(16, 768, 12, 12, 3072, 86_567_656 - 769_000)]
    [InlineData(32, 768, 12, 12, 3072, 88_224_232 - 769_000)]
    [InlineData(16, 1024, 24, 16, 4096, 304_326_632 - 1_025_000)]
    [InlineData(14, 1280, 32, 16, 5120, 632_045_800 - 1_281_000)]
    public void Transformer_OfTorchvision_HasItsParameters(
        int patch,
        int width,
        int depth,
        int heads,
        int mlp,
        long parameters
    )
    {
        var raw = Declare
            .Backbone(Backbone.VisionTransformer)
            .Plus(
                Declare.Word(
                    "VisionTransformer",
                    ("Patch", patch),
                    ("Width", width),
                    ("Depth", depth),
                    ("Heads", heads)
                )
            );
        var encoder = Resolve.Encoder(raw);

        encoder.ParameterCount.Should().Be(parameters);
        encoder.Transformer!.Mlp.Should().Be(mlp);
        encoder.Features.Should().Be(width);
    }

    [Fact]
    public void Transformer_WithFixedParts_CountsWhatIsTrained()
    {
        var learned = Resolve.Encoder(Declare.Backbone(Backbone.VisionTransformer));
        var raw = Declare
            .Backbone(Backbone.VisionTransformer)
            .Plus(Declare.Word("VisionTransformer", ("Positions", Positions.SinCos), ("FrozenPatchEmbedding", true)));

        Resolve
            .Encoder(raw)
            .ParameterCount.Should()
            .Be(learned.ParameterCount - (197 * 384) - (3 * 16 * 16 * 384) - 384);
    }
}
