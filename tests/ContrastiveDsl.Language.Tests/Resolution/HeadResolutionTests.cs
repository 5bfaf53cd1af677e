using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Resolution;

public sealed class HeadResolutionTests
{
    [Fact]
    public void Perceptron_TwoLayers_TakesPositionsOfASequential()
    {
        var head = Resolve.Head(Head()).WithInput(128);

        head.IsInputInferred.Should().BeTrue();
        Lines(head)
            .Should()
            .Equal(
                "0 Linear [N, 128] -> [N, 256]",
                "1 BatchNorm [N, 256] -> [N, 256]",
                "2 Relu [N, 256] -> [N, 256]",
                "3 Linear [N, 256] -> [N, 64]"
            );
        head.ParameterCount.Should().Be((128 * 256) + (2 * 256) + (256 * 64) + 64);
    }

    [Fact]
    public void Perceptron_ThreeLayersAndOutputNorm_IsSimClr2s()
    {
        var head = Resolve
            .Head(Head(("Output", 128), ("Layers", 3), ("OutputNorm", Norm.Batch), ("OutputAffine", false)))
            .WithInput(512);

        Lines(head)
            .Should()
            .Equal(
                "0 Linear [N, 512] -> [N, 512]",
                "1 BatchNorm [N, 512] -> [N, 512]",
                "2 Relu [N, 512] -> [N, 512]",
                "3 Linear [N, 512] -> [N, 512]",
                "4 BatchNorm [N, 512] -> [N, 512]",
                "5 Relu [N, 512] -> [N, 512]",
                "6 Linear [N, 512] -> [N, 128]",
                "7 BatchNorm [N, 128] -> [N, 128]"
            );
        head.Layers[7].Layer.Should().Be(new BatchNormLayer(Affine: false));
    }

    /// <summary>A bias before a normalization has no effect, so it is left out unless asked for.</summary>
    [Theory]
    [InlineData(Norm.Batch, Norm.None, false, true)]
    [InlineData(Norm.None, Norm.Batch, true, false)]
    public void Perceptron_BiasNotStated_FollowsTheNorm(Norm norm, Norm outputNorm, bool hiddenBias, bool outputBias)
    {
        var linear = Linears(Resolve.Head(Head(("Output", 64), ("Norm", norm), ("OutputNorm", outputNorm))));

        linear.Select(layer => layer.Bias).Should().Equal(hiddenBias, outputBias);
    }

    [Fact]
    public void Perceptron_BiasStated_IsAsStated()
    {
        var linear = Linears(Resolve.Head(Head(("Output", 64), ("HiddenBias", true), ("OutputBias", false))));

        linear.Select(layer => layer.Bias).Should().Equal(true, false);
    }

    [Fact]
    public void Perceptron_OneLayer_IsLinear()
    {
        Lines(Resolve.Head(Head(("Output", 64), ("Layers", 1))).WithInput(10))
            .Should()
            .Equal("0 Linear [N, 10] -> [N, 64]");
    }

    [Fact]
    public void Perceptron_InputStated_HasShapesAtOnce()
    {
        var head = Resolve.Head(Head(("Output", 64), ("Input", 32)));

        head.IsInputInferred.Should().BeFalse();
        Lines(head)
            .Should()
            .Equal(
                "0 Linear [N, 32] -> [N, 32]",
                "1 BatchNorm [N, 32] -> [N, 32]",
                "2 Relu [N, 32] -> [N, 32]",
                "3 Linear [N, 32] -> [N, 64]"
            );
    }

    [Fact]
    public void WithInput_Zero_MakesTheInputUnknownAgain()
    {
        var head = Resolve.Head(Head(("Output", 64)));

        head.WithInput(128).WithInput(0).Should().Be(head);
        head.ParameterCount.Should().Be(0);
    }

    [Theory]
    [InlineData(Norm.Group, "GroupNorm")]
    [InlineData(Norm.Layer, "LayerNorm")]
    public void Perceptron_OtherNorm_Normalizes(Norm norm, string kind)
    {
        Resolve.Head(Head(("Output", 64), ("Norm", norm))).Layers[1].Layer.Kind.Should().Be(kind);
    }

    [Fact]
    public void Layers_Listed_DecideTheOutput()
    {
        var raw = Class(
            "Listed",
            Word("ProjectionHead"),
            Word("Linear", ("Features", 256), ("Bias", false)),
            Word("BatchNorm"),
            Word("Relu"),
            Word("Linear", ("Features", 32))
        );
        var head = Resolve.Head(raw).WithInput(100);

        head.Form.Should().BeOfType<ListedHeadForm>();
        head.Output.Should().Be(32);
        Lines(head)
            .Should()
            .Equal(
                "0 Linear [N, 100] -> [N, 256]",
                "1 BatchNorm [N, 256] -> [N, 256]",
                "2 Relu [N, 256] -> [N, 256]",
                "3 Linear [N, 256] -> [N, 32]"
            );
    }

    [Theory]
    [InlineData(true, CustomConstructor.InputSizeAndDevice)]
    [InlineData(false, CustomConstructor.InputSize)]
    public void CustomModule_Constructor_IsTheFullestOne(bool device, object expected)
    {
        var raw = Class("Own", Word("ProjectionHead", ("Output", 64)))
            .With(facts =>
                facts with
                {
                    IsModule = true,
                    BaseClass = "Module<Tensor, Tensor>",
                    CreatesFromInputSize = true,
                    CreatesFromInputSizeAndDevice = device,
                }
            );
        var head = Resolve.Head(raw);

        head.IsCustom.Should().BeTrue();
        (head.Constructor, head.WithInput(128).Output).Should().Be(((CustomConstructor)expected, 64));
    }

    private static IEnumerable<LinearLayer> Linears(HeadModel head) =>
        head.Layers.Select(layer => layer.Layer).OfType<LinearLayer>();

    private static IEnumerable<string> Lines(HeadModel head) =>
        head.Layers.Select(layer => $"{layer.Name} {layer.Layer.Kind} {layer.Input} -> {layer.Output}");
}
