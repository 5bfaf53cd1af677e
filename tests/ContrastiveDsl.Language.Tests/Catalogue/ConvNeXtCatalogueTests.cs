namespace ContrastiveDsl.Language.Tests.Catalogue;

public sealed class ConvNeXtCatalogueTests
{
    /// <summary>Parameters of torchvision's models less those of their classifiers, 768 × 1000 + 1000.</summary>
    [Theory]
    [InlineData(Backbone.ConvNeXtTiny, 28_589_128 - 769_000)]
    [InlineData(Backbone.ConvNeXtSmall, 50_223_688 - 769_000)]
    public void ConvNeXt_ImageNetStem_HasTorchvisionsSizeAndParameters(Backbone backbone, long parameters)
    {
        var encoder = Resolve.Encoder(Declare.Backbone(backbone));

        encoder.Features.Should().Be(768);
        encoder.ParameterCount.Should().Be(parameters);
        encoder.ImageSize.Should().Be(224);
    }

    [Fact]
    public void Tiny_ImageNetStem_HasTorchvisionsNamesAndShapes() =>
        Shapes(Declare.Backbone(Backbone.ConvNeXtTiny))
            .Should()
            .Equal(
                "features.0.0 Conv [N, 96, 56, 56]",
                "features.0.1 ChannelNorm [N, 96, 56, 56]",
                "features.1 Stage [N, 96, 56, 56]",
                "features.2.0 ChannelNorm [N, 96, 56, 56]",
                "features.2.1 Conv [N, 192, 28, 28]",
                "features.3 Stage [N, 192, 28, 28]",
                "features.4.0 ChannelNorm [N, 192, 28, 28]",
                "features.4.1 Conv [N, 384, 14, 14]",
                "features.5 Stage [N, 384, 14, 14]",
                "features.6.0 ChannelNorm [N, 384, 14, 14]",
                "features.6.1 Conv [N, 768, 7, 7]",
                "features.7 Stage [N, 768, 7, 7]",
                "avgpool GlobalAveragePool [N, 768]",
                "classifier.0 LayerNorm [N, 768]"
            );

    /// <summary>Its maps are those of a residual network with its small stem.</summary>
    [Fact]
    public void Small_SmallStem_KeepsTheImageUntilTheSecondStage()
    {
        var encoder = Resolve.Encoder(Declare.Backbone(Backbone.ConvNeXtSmall, ("Stem", Stem.Small)));

        encoder.ImageSize.Should().Be(32);
        encoder
            .Layers.Where(layer => layer.Layer is StageLayer)
            .Select(layer => layer.Output.Height)
            .Should()
            .Equal(32, 16, 8, 4);
    }

    [Fact]
    public void Width_OfAConvNeXt_ScalesEveryStage()
    {
        Resolve.Encoder(Declare.Backbone(Backbone.ConvNeXtTiny, ("Width", 8))).Features.Should().Be(64);
        // Written, a residual network's usual width is meant.
        Resolve.Encoder(Declare.Backbone(Backbone.ConvNeXtTiny, ("Width", 64))).Features.Should().Be(512);
    }

    [Theory]
    [InlineData(Stem.ImageNet, 32)]
    [InlineData(Stem.Small, 8)]
    public void MinimumInput_OfHalvingsWithoutPadding_IsTheirProduct(Stem stem, int minimum) =>
        LayerChain
            .MinimumInput(Resolve.Encoder(Declare.Backbone(Backbone.ConvNeXtTiny, ("Stem", stem))).Layers, 3)
            .Should()
            .Be(minimum);

    [Fact]
    public void Describe_Layers_SaysWhatTheyAre() =>
        Resolve
            .Encoder(Declare.Backbone(Backbone.ConvNeXtTiny))
            .Layers.Take(5)
            .Select(layer => layer.Layer.Describe(number => $"{number}"))
            .Should()
            .Equal(
                "Conv 96, 4×4, stride 4, padding 0, bias",
                "ChannelNorm",
                "3 × ConvNeXtBlock",
                "ChannelNorm",
                "Conv 192, 2×2, stride 2, padding 0, bias"
            );

    private static IEnumerable<string> Shapes(RawClass raw) =>
        Resolve.Encoder(raw).Layers.Select(layer => $"{layer.Name} {layer.Layer.Kind} {layer.Output}");
}
