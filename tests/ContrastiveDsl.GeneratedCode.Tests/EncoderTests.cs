using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

public sealed class EncoderTests : ScopedTests
{
    public static TheoryData<string> Encoders =>
        [
            nameof(SmallResNet18),
            nameof(GroupResNet34),
            nameof(GrayResNet50),
            nameof(BareResNet101),
            nameof(GrayConvNeXt),
            nameof(EveryLayer),
            nameof(StripesEncoder),
        ];

    [Theory]
    [MemberData(nameof(Encoders))]
    public void Encoder_ForItsImageSize_GivesItsFeatures(string name)
    {
        using var scope = NewDisposeScope();
        var (encoder, channels, imageSize, features) = Create(name);
        using var owner = encoder;

        var output = encoder.call(rand(3, channels, imageSize, imageSize));

        output.shape.Should().Equal(3, features);
        output.isfinite().all().item<bool>().Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Encoders))]
    public void Encoder_AsAModule_LearnsInEveryParameter(string name)
    {
        using var scope = NewDisposeScope();
        var (encoder, channels, imageSize, _) = Create(name);
        using var owner = encoder;

        // A random projection, since the sum of normalized features is constant.
        var output = encoder.call(randn(8, channels, imageSize, imageSize));
        output.mul(randn(output.shape)).sum().backward();

        encoder.parameters().Should().OnlyContain(parameter => parameter.grad! is Tensor);
    }

    [Theory]
    [InlineData(nameof(SmallResNet18))]
    [InlineData(nameof(EveryLayer))]
    public void Forward_OfAnEncoder_LeavesItsInputAndNoTensorBehind(string name)
    {
        using var scope = NewDisposeScope();
        var (encoder, channels, imageSize, _) = Create(name);
        using var owner = encoder;
        var images = randn(2, channels, imageSize, imageSize);
        var before = images.clone();
        var alive = scope.DisposablesCount;

        encoder.call(images);

        scope.DisposablesCount.Should().Be(alive + 1);
        images.IsSameAs(before).Should().BeTrue();
    }

    [Fact]
    public void SplitBatchNorm_InTraining_SeesEachPartOfTheBatchAlone()
    {
        using var scope = NewDisposeScope();
        using var encoder = new SplitStripesEncoder();
        var images = randn(8, 1, 8, 8);
        var others = cat(new[] { images.narrow(0, 0, 2), randn(6, 1, 8, 8).mul(3) }, 0);

        // What is in the other parts does not matter to the first.
        var first = encoder.call(images).narrow(0, 0, 2);
        encoder.call(others).narrow(0, 0, 2).allclose(first, rtol: 1e-5, atol: 1e-6).Should().BeTrue();

        using var plain = new StripesEncoder();
        encoder.state_dict().Keys.Should().Equal(plain.state_dict().Keys);
        plain
            .call(others)
            .narrow(0, 0, 2)
            .allclose(plain.call(images).narrow(0, 0, 2), rtol: 1e-2, atol: 1e-2)
            .Should()
            .BeFalse();
    }

    [Fact]
    public void ResNet18_Generated_HasTorchvisionsKeysInOrder()
    {
        using var encoder = new SmallResNet18();

        encoder.named_parameters().Select(pair => pair.name).Should().Equal(ResNet18Keys());
    }

    [Theory]
    [InlineData(nameof(SmallResNet18))]
    [InlineData(nameof(GroupResNet34))]
    [InlineData(nameof(GrayResNet50))]
    [InlineData(nameof(BareResNet101))]
    [InlineData(nameof(GrayConvNeXt))]
    [InlineData(nameof(EveryLayer))]
    public void Parameters_OfAnEncoder_AreAsManyAsItsDocumentationSays(string name)
    {
        var (encoder, _, _, _) = Create(name);
        using var owner = encoder;

        var count = encoder.parameters().Sum(parameter => parameter.numel());

        GeneratedFile.Read(name).Should().Contain(FormattableString.Invariant($"{count:N0} parameters.</remarks>"));
    }

    [Fact]
    public void Weights_SavedAndLoaded_GiveTheSameFeatures()
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");
        using var trained = new StripesEncoder();
        trained.eval();
        State.Weights.Save(trained, path);

        using var loaded = StripesEncoder.Load(path);
        File.Delete(path);

        var images = rand(2, 1, 8, 8);
        loaded.training.Should().BeFalse();
        loaded.call(images).IsSameAs(trained.call(images)).Should().BeTrue();
    }

    [Fact]
    public void StatedHead_WithoutASize_TakesTheStatedOne()
    {
        using var scope = NewDisposeScope();
        using var stated = new StatedProjector();
        using var given = new StatedProjector(5);

        stated.call(rand(4, StatedProjector.InputSize)).shape.Should().Equal(4, StatedProjector.OutputSize);
        given.call(rand(4, 5)).shape.Should().Equal(4, 8);
    }

    private static (nn.Module<Tensor, Tensor> Encoder, int Channels, int ImageSize, int Features) Create(string name) =>
        name switch
        {
            nameof(SmallResNet18) => (
                new SmallResNet18(CPU),
                SmallResNet18.Channels,
                SmallResNet18.ImageSize,
                SmallResNet18.FeatureSize
            ),
            nameof(GroupResNet34) => (
                new GroupResNet34(),
                GroupResNet34.Channels,
                GroupResNet34.ImageSize,
                GroupResNet34.FeatureSize
            ),
            nameof(GrayResNet50) => (
                new GrayResNet50(),
                GrayResNet50.Channels,
                GrayResNet50.ImageSize,
                GrayResNet50.FeatureSize
            ),
            nameof(BareResNet101) => (
                new BareResNet101(),
                BareResNet101.Channels,
                BareResNet101.ImageSize,
                BareResNet101.FeatureSize
            ),
            nameof(GrayConvNeXt) => (
                new GrayConvNeXt(),
                GrayConvNeXt.Channels,
                GrayConvNeXt.ImageSize,
                GrayConvNeXt.FeatureSize
            ),
            nameof(EveryLayer) => (new EveryLayer(), EveryLayer.Channels, EveryLayer.ImageSize, EveryLayer.FeatureSize),
            _ => (new StripesEncoder(), StripesEncoder.Channels, StripesEncoder.ImageSize, StripesEncoder.FeatureSize),
        };

    private static IEnumerable<string> ResNet18Keys()
    {
        foreach (var key in new[] { "conv1.weight", "bn1.weight", "bn1.bias" })
        {
            yield return key;
        }

        for (var layer = 1; layer <= 4; layer++)
        {
            for (var block = 0; block < 2; block++)
            {
                foreach (
                    var key in new[]
                    {
                        "conv1.weight",
                        "bn1.weight",
                        "bn1.bias",
                        "conv2.weight",
                        "bn2.weight",
                        "bn2.bias",
                    }
                )
                {
                    yield return $"layer{layer}.{block}.{key}";
                }

                foreach (
                    var key in layer > 1 && block == 0 ? ["0.weight", "1.weight", "1.bias"] : Array.Empty<string>()
                )
                {
                    yield return $"layer{layer}.{block}.downsample.{key}";
                }
            }
        }
    }
}
