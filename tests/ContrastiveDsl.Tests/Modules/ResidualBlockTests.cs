using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class ResidualBlockTests
{
    [Fact]
    public void BasicBlock_ThatChangesTheShape_HasTorchvisionsKeysInOrder()
    {
        using var block = new BasicBlock(4, 8, stride: 2);

        block
            .named_parameters()
            .Select(pair => pair.name)
            .Should()
            .Equal(
                "conv1.weight",
                "bn1.weight",
                "bn1.bias",
                "conv2.weight",
                "bn2.weight",
                "bn2.bias",
                "downsample.0.weight",
                "downsample.1.weight",
                "downsample.1.bias"
            );
    }

    [Fact]
    public void Bottleneck_ThatKeepsTheShape_HasTorchvisionsKeysInOrder()
    {
        using var block = new Bottleneck(16, 16);

        block
            .named_parameters()
            .Select(pair => pair.name)
            .Should()
            .Equal(
                "conv1.weight",
                "bn1.weight",
                "bn1.bias",
                "conv2.weight",
                "bn2.weight",
                "bn2.bias",
                "conv3.weight",
                "bn3.weight",
                "bn3.bias"
            );
    }

    [Fact]
    public void Block_WithoutNorm_HasConvolutionsOnly()
    {
        using var block = new BasicBlock(4, 8, norm: Norm.None);

        block
            .named_parameters()
            .Select(pair => pair.name)
            .Should()
            .Equal("conv1.weight", "conv2.weight", "downsample.0.weight");
    }

    [Theory]
    [InlineData(1, 7, 7)]
    [InlineData(2, 7, 4)]
    [InlineData(2, 8, 4)]
    [InlineData(3, 8, 3)]
    public void Block_WithAStride_RoundsUp(int stride, int side, int expected)
    {
        using var scope = NewDisposeScope();
        using var basic = new BasicBlock(3, 8, stride);
        using var bottleneck = new Bottleneck(3, 8, stride);
        var images = Numbers.Random(1, 2, 3, side, side);

        basic.call(images).shape.Should().Equal(2, 8, expected, expected);
        bottleneck.call(images).shape.Should().Equal(2, 8, expected, expected);
    }

    [Theory]
    [InlineData(Norm.Batch)]
    [InlineData(Norm.Group)]
    [InlineData(Norm.Layer)]
    [InlineData(Norm.None)]
    public void Output_OfEitherBlock_IsTheSumOfBranchAndShortcut(Norm norm)
    {
        using var scope = NewDisposeScope();
        using var basic = new BasicBlock(4, 8, stride: 2, norm, groups: 2);
        using var bottleneck = new Bottleneck(8, 8, stride: 1, norm, groups: 2);
        var images = Numbers.Random(1, 3, 4, 6, 6);
        var features = Numbers.Random(2, 3, 8, 6, 6);

        var expected = Branch(basic, images, norm, ("conv1", 2, 1), ("conv2", 1, 1))
            .add(Shortcut(basic, images, 2, norm))
            .relu();
        Difference(basic.call(images), expected).Should().BeLessThan(1e-5f);

        expected = Branch(bottleneck, features, norm, ("conv1", 1, 0), ("conv2", 1, 1), ("conv3", 1, 0))
            .add(features)
            .relu();
        Difference(bottleneck.call(features), expected).Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void Gradient_ThroughOperationsInPlace_ReachesEveryParameter()
    {
        using var scope = NewDisposeScope();
        using var basic = new BasicBlock(4, 8, stride: 2);
        using var bottleneck = new Bottleneck(8, 16, zeroInitResidual: false);

        bottleneck.call(basic.call(Numbers.Random(1, 4, 4, 6, 6))).square().sum().backward();

        basic
            .parameters()
            .Concat(bottleneck.parameters())
            .Should()
            .OnlyContain(parameter => parameter.grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Input_OfABlockThatKeepsTheShape_StaysAsItIs()
    {
        using var scope = NewDisposeScope();
        using var block = new BasicBlock(4, 4);
        var images = Numbers.Random(1, 2, 4, 5, 5);
        var before = images.clone();

        block.call(images);

        Difference(images, before).Should().Be(0);
    }

    [Fact]
    public void Block_WithZeroInitResidual_StartsAsReluOfItsInput()
    {
        using var scope = NewDisposeScope();
        using var basic = new BasicBlock(4, 4, zeroInitResidual: true);
        using var bottleneck = new Bottleneck(4, 4, zeroInitResidual: true);
        var images = Numbers.Random(1, 2, 4, 5, 5).sub(0.5);

        Difference(basic.call(images), images.relu()).Should().Be(0);
        Difference(bottleneck.call(images), images.relu()).Should().Be(0);
    }

    [Fact]
    public void Convolutions_AtFirst_HaveTheVarianceThatKeepsGradients()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var block = new BasicBlock(64, 128);

        var deviation = block.get_parameter("conv1.weight")!.std().item<float>();

        deviation.Should().BeApproximately((float)Math.Sqrt(2.0 / (128 * 9)), 2e-4f);
    }

    [Fact]
    public void Bottleneck_WithoutAWholeWidth_SaysWhichChannelsAreMeant()
    {
        var act = () => new Bottleneck(4, 10);

        act.Should().Throw<ArgumentException>().WithMessage("*10 channels*multiple of 4*");
    }

    [Fact]
    public void GroupNorm_WithGroupsThatDoNotDivide_SaysSo()
    {
        var act = () => NormLayers.ForMaps(Norm.Group, 10, 4);

        act.Should().Throw<ArgumentException>().WithMessage("4 groups cannot split 10 channels*");
    }

    [Theory]
    [InlineData(Norm.Batch, "SyncBatchNorm1d")]
    [InlineData(Norm.Group, "GroupNormalization")]
    [InlineData(Norm.Layer, "LayerNormalization")]
    public void NormLayer_OfVectors_NormalizesThem(Norm norm, string name)
    {
        using var scope = NewDisposeScope();
        using var layer = NormLayers.ForVectors(norm, 8, groups: 2)!;

        layer.GetType().Name.Should().Be(name);
        layer.call(Numbers.Random(1, 16, 8)).std().item<float>().Should().BeApproximately(1, 0.05f);
    }

    private static Tensor Branch(
        nn.Module block,
        Tensor x,
        Norm norm,
        params (string Name, int Stride, int Padding)[] convolutions
    )
    {
        for (var i = 0; i < convolutions.Length; i++)
        {
            var (name, stride, padding) = convolutions[i];
            x = nn.functional.conv2d(
                x,
                block.get_parameter(name + ".weight")!,
                strides: [stride, stride],
                padding: [padding, padding]
            );
            x = Normalize(x, norm);
            x = i < convolutions.Length - 1 ? x.relu() : x;
        }

        return x;
    }

    private static Tensor Shortcut(nn.Module block, Tensor x, int stride, Norm norm) =>
        Normalize(
            nn.functional.conv2d(x, block.get_parameter("downsample.0.weight")!, strides: [stride, stride]),
            norm
        );

    /// <summary>
    /// By the definitions: over the batch for each channel, over each sample's groups, over each sample.
    /// </summary>
    private static Tensor Normalize(Tensor x, Norm norm) =>
        norm switch
        {
            Norm.Batch => Standardize(x, [0, 2, 3]),
            Norm.Group => Standardize(x.reshape(x.shape[0], 2, -1), [2]).reshape(x.shape),
            Norm.Layer => Standardize(x, [1, 2, 3]),
            _ => x,
        };

    private static Tensor Standardize(Tensor x, long[] dimensions)
    {
        var centred = x.sub(x.mean(dimensions, keepdim: true));
        return centred.div(centred.square().mean(dimensions, keepdim: true).add(1e-5).sqrt());
    }

    private static float Difference(Tensor left, Tensor right) => left.sub(right).abs().max().item<float>();
}
