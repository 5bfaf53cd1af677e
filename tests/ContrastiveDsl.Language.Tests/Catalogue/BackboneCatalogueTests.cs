namespace ContrastiveDsl.Language.Tests.Catalogue;

public sealed class BackboneCatalogueTests
{
    /// <summary>
    /// Parameters of torchvision's models less those of their classifiers: 513,000 on 512 features, 2,049,000 on 2,048.
    /// </summary>
    [Theory]
    [InlineData(Backbone.ResNet18, 512, 11_689_512 - 513_000)]
    [InlineData(Backbone.ResNet34, 512, 21_797_672 - 513_000)]
    [InlineData(Backbone.ResNet50, 2048, 25_557_032 - 2_049_000)]
    [InlineData(Backbone.ResNet101, 2048, 44_549_160 - 2_049_000)]
    public void Backbone_ImageNetStem_HasTorchvisionsSizeAndParameters(Backbone backbone, int features, long parameters)
    {
        var encoder = Resolve.Encoder(Declare.Backbone(backbone));

        encoder.Features.Should().Be(features);
        encoder.ParameterCount.Should().Be(parameters);
        encoder.ImageSize.Should().Be(224);
    }

    /// <summary>The 3×3 stem has 64·3·9 weights in place of 64·3·49.</summary>
    [Fact]
    public void ResNet18_SmallStem_HasTheParametersOfTheCifarVariant()
    {
        var encoder = Resolve.Encoder(Declare.Backbone(Backbone.ResNet18, ("Stem", Stem.Small)));

        encoder.ParameterCount.Should().Be(11_168_832);
        encoder.ImageSize.Should().Be(32);
    }

    [Fact]
    public void ResNet18_ImageNetStem_HasTorchvisionsNamesAndShapes()
    {
        Shapes(Declare.Backbone(Backbone.ResNet18))
            .Should()
            .Equal(
                "conv1 Conv [N, 64, 112, 112]",
                "bn1 BatchNorm [N, 64, 112, 112]",
                "relu Relu [N, 64, 112, 112]",
                "maxpool MaxPool [N, 64, 56, 56]",
                "layer1 Stage [N, 64, 56, 56]",
                "layer2 Stage [N, 128, 28, 28]",
                "layer3 Stage [N, 256, 14, 14]",
                "layer4 Stage [N, 512, 7, 7]",
                "avgpool GlobalAveragePool [N, 512]"
            );
    }

    [Fact]
    public void ResNet50_SmallStem_KeepsTheImageUntilTheSecondStage()
    {
        Shapes(Declare.Backbone(Backbone.ResNet50, ("Stem", Stem.Small), ("Channels", 1), ("ImageSize", 28)))
            .Should()
            .Equal(
                "conv1 Conv [N, 64, 28, 28]",
                "bn1 BatchNorm [N, 64, 28, 28]",
                "relu Relu [N, 64, 28, 28]",
                "layer1 Stage [N, 256, 28, 28]",
                "layer2 Stage [N, 512, 14, 14]",
                "layer3 Stage [N, 1024, 7, 7]",
                "layer4 Stage [N, 2048, 4, 4]",
                "avgpool GlobalAveragePool [N, 2048]"
            );
    }

    [Theory]
    [InlineData(16, 128)]
    [InlineData(128, 1024)]
    public void ResNet18_Width_ScalesEveryStage(int width, int features)
    {
        Resolve.Encoder(Declare.Backbone(Backbone.ResNet18, ("Width", width))).Features.Should().Be(features);
    }

    [Theory]
    [InlineData(Norm.Group, "GroupNorm")]
    [InlineData(Norm.Layer, "LayerNorm")]
    public void ResNet18_OtherNorm_KeepsTheKey(Norm norm, string kind)
    {
        var encoder = Resolve.Encoder(Declare.Backbone(Backbone.ResNet18, ("Norm", norm)));

        encoder.Layers[1].Name.Should().Be("bn1");
        encoder.Layers[1].Layer.Kind.Should().Be(kind);
        encoder.ParameterCount.Should().Be(11_176_512);
    }

    /// <summary>
    /// Without normalization 2 · 4,800 parameters are gone: scale and shift of each of the 20 layers' channels.
    /// </summary>
    [Fact]
    public void ResNet18_NoNorm_HasNoNormalization()
    {
        var encoder = Resolve.Encoder(Declare.Backbone(Backbone.ResNet18, ("Norm", Norm.None)));

        encoder.Layers.Should().NotContain(layer => layer.Name == "bn1");
        encoder.ParameterCount.Should().Be(11_176_512 - 9_600);
    }

    [Theory]
    [InlineData(Stem.ImageNet)]
    [InlineData(Stem.Small)]
    public void Backbone_PaddedEverywhere_AcceptsOnePixel(Stem stem)
    {
        LayerChain
            .MinimumInput(Resolve.Encoder(Declare.Backbone(Backbone.ResNet50, ("Stem", stem))).Layers, 3)
            .Should()
            .Be(1);
    }

    [Fact]
    public void Find_UndefinedBackbone_FindsNothing()
    {
        BackboneCatalogue.Find((Backbone)99).Should().BeNull();
    }

    [Fact]
    public void All_EveryResNet_IsThere()
    {
        BackboneCatalogue
            .All.Select(entry => entry.Backbone)
            .Should()
            .Equal(
                Enum.GetValues<Backbone>()
                    .Except([Backbone.VisionTransformer, Backbone.ConvNeXtTiny, Backbone.ConvNeXtSmall])
            );
    }

    private static IEnumerable<string> Shapes(RawClass raw) =>
        Resolve.Encoder(raw).Layers.Select(layer => $"{layer.Name} {layer.Layer.Kind} {layer.Output}");
}
