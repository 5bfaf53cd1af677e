using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Resolution;

public sealed class EncoderResolutionTests
{
    [Fact]
    public void Layers_EveryKind_AreNamedAndInferredInOrder()
    {
        var encoder = Resolve.Encoder(
            Encoder(
                Word("Conv", ("Channels", 32), ("Kernel", 5), ("Stride", 2)),
                Word("BatchNorm"),
                Word("Relu"),
                Word("MaxPool", ("Kernel", 2)),
                Word("Conv", ("Channels", 64), ("Kernel", 3), ("Padding", 0)),
                Word("GroupNorm", ("Groups", 8)),
                Word("BasicBlock", ("Channels", 64), ("Stride", 2)),
                Word("Bottleneck", ("Channels", 128)),
                Word("LayerNorm"),
                Word("Dropout"),
                Word("Flatten"),
                Word("Linear", ("Features", 100)),
                Word("BatchNorm")
            )
        );

        encoder.Form.Should().BeOfType<ListedEncoderForm>();
        encoder.Features.Should().Be(100);
        encoder
            .Layers.Select(layer => $"{layer.Attribute} {layer.Name} {layer.Input} -> {layer.Output}")
            .Should()
            .Equal(
                "1 conv1 [N, 1, 28, 28] -> [N, 32, 14, 14]",
                "2 bn1 [N, 32, 14, 14] -> [N, 32, 14, 14]",
                "3 relu1 [N, 32, 14, 14] -> [N, 32, 14, 14]",
                "4 pool1 [N, 32, 14, 14] -> [N, 32, 7, 7]",
                "5 conv2 [N, 32, 7, 7] -> [N, 64, 5, 5]",
                "6 norm1 [N, 64, 5, 5] -> [N, 64, 5, 5]",
                "7 block1 [N, 64, 5, 5] -> [N, 64, 3, 3]",
                "8 block2 [N, 64, 3, 3] -> [N, 128, 3, 3]",
                "9 norm2 [N, 128, 3, 3] -> [N, 128, 3, 3]",
                "10 dropout1 [N, 128, 3, 3] -> [N, 128, 3, 3]",
                "11 flatten1 [N, 128, 3, 3] -> [N, 1152]",
                "12 linear1 [N, 1152] -> [N, 100]",
                "13 bn2 [N, 100] -> [N, 100]"
            );
    }

    /// <summary>
    /// Counted by hand: convolutions 800 and 18,432; norms 64, 128, 256 and 200; blocks 78,208 and 25,856; linear
    /// 115,300.
    /// </summary>
    [Fact]
    public void ParameterCount_EveryKind_IsTheSumOfItsLayers()
    {
        var encoder = Resolve.Encoder(
            Encoder(
                Word("Conv", ("Channels", 32), ("Kernel", 5)),
                Word("BatchNorm"),
                Word("Conv", ("Channels", 64), ("Kernel", 3), ("Bias", true)),
                Word("BasicBlock", ("Channels", 64), ("Stride", 2)),
                Word("Bottleneck", ("Channels", 128)),
                Word("GlobalAveragePool"),
                Word("Linear", ("Features", 100)),
                Word("BatchNorm", ("Affine", false))
            )
        );

        encoder
            .Layers.Select(layer => layer.Parameters)
            .Should()
            .Equal(
                32 * 25,
                2 * 32,
                (64 * 32 * 9) + 64,
                (2 * 64 * 64 * 9) + (64 * 64) + (3 * 2 * 64),
                (64 * 32) + (32 * 32 * 9) + (32 * 128) + (64 * 128) + (2 * 2 * 32) + (2 * 2 * 128),
                0,
                (128 * 100) + 100,
                0
            );
        encoder.ParameterCount.Should().Be(encoder.Layers.Sum(layer => layer.Parameters));
    }

    [Fact]
    public void Blocks_NormOfTheEncoder_IsTheirs()
    {
        var raw = Encoder(Word("BasicBlock", ("Channels", 64)))
            .With("Encoder", ("Norm", Norm.Group), ("Groups", 16), ("ZeroInitResidual", true));

        Resolve.Encoder(raw).Layers[0].Layer.Should().Be(new BasicBlockLayer(64, 1, Norm.Group, 16, true));
    }

    [Fact]
    public void CustomModule_StatedSizes_AreTaken()
    {
        var encoder = Resolve.Encoder(CustomEncoder(device: true));

        encoder.IsCustom.Should().BeTrue();
        encoder.Constructor.Should().Be(CustomConstructor.Device);
        (encoder.Channels, encoder.ImageSize, encoder.Features, encoder.ParameterCount).Should().Be((3, 32, 96, 0L));
        Resolve.Encoder(CustomEncoder(device: false)).Constructor.Should().Be(CustomConstructor.Nothing);
    }

    [Fact]
    public void Flatten_HugeMap_DoesNotOverflow()
    {
        new FlattenLayer().Output(new FeatureShape(65_536, 4096, 4096)).Should().Be(FeatureShape.Vector(int.MaxValue));
    }

    [Fact]
    public void Resolve_SameDeclaration_GivesEqualModels()
    {
        var first = Resolve.Experiment(Experiment());
        var second = Resolve.Experiment(Experiment());

        first.Should().Be(second);
        first!.GetHashCode().Should().Be(second!.GetHashCode());
        Resolve.Experiment(Experiment(loss: Loss(0.3))).Should().NotBe(first);
    }

    private static RawClass CustomEncoder(bool device) =>
        Class("Own", Word("Encoder", ("ImageSize", 32), ("Features", 96)))
            .With(facts =>
                facts with
                {
                    BaseClass = "Module<Tensor, Tensor>",
                    IsModule = true,
                    CreatesFromNothing = true,
                    CreatesFromDevice = device,
                }
            );
}
