using ContrastiveDsl.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Catalogue.Tests;

/// <summary>The layer algebra is Torch's, on every small setting.</summary>
public sealed class LayerAlgebraTests
{
    [Fact]
    public void Conv_EverySmallSetting_HasTorchsShape()
    {
        using var noGrad = no_grad();
        foreach (var (side, kernel, stride, padding) in Settings().Where(setting => setting.Padding <= setting.Kernel))
        {
            using var scope = NewDisposeScope();
            var layer = new ConvLayer(2, kernel, stride, padding, Bias: true);
            var module = nn.Conv2d(3, 2, kernel_size: kernel, stride: stride, padding: padding);

            Agree(
                layer,
                new FeatureShape(3, side, side),
                () => module.call(zeros(1, 3, side, side)),
                $"{side} {layer}"
            );
            module
                .parameters()
                .Sum(parameter => parameter.numel())
                .Should()
                .Be(layer.Parameters(new FeatureShape(3, side, side)));
        }
    }

    [Fact]
    public void MaxPool_EverySmallSetting_HasTorchsShape()
    {
        using var noGrad = no_grad();
        foreach (
            var (side, kernel, stride, padding) in Settings().Where(setting => setting.Padding <= setting.Kernel / 2)
        )
        {
            using var scope = NewDisposeScope();
            var layer = new MaxPoolLayer(kernel, stride, padding);

            Agree(
                layer,
                new FeatureShape(3, side, side),
                () => nn.functional.max_pool2d(zeros(1, 3, side, side), kernel, stride, padding),
                $"{side} {layer}"
            );
        }
    }

    public static TheoryData<object> Blocks =>
        [
            new BasicBlockLayer(8, 1, Norm.Batch, 32, false),
            new BasicBlockLayer(4, 1, Norm.Batch, 32, false),
            new BasicBlockLayer(8, 2, Norm.Group, 4, true),
            new BasicBlockLayer(8, 2, Norm.None, 32, false),
            new BottleneckLayer(8, 1, Norm.Batch, 32, false),
            new BottleneckLayer(4, 1, Norm.Layer, 32, false),
            new BottleneckLayer(16, 3, Norm.Group, 2, true),
            new BottleneckLayer(16, 2, Norm.None, 32, false),
        ];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_OfEverySide_HasTheShapeAndTheParametersOfItsModule(object block)
    {
        var layer = (Layer)block;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = layer switch
        {
            BasicBlockLayer basic => new Modules.BasicBlock(
                4,
                basic.Channels,
                basic.Stride,
                basic.Norm,
                basic.Groups,
                basic.ZeroInitResidual
            ),
            BottleneckLayer bottleneck => new Modules.Bottleneck(
                4,
                bottleneck.Channels,
                bottleneck.Stride,
                bottleneck.Norm,
                bottleneck.Groups,
                bottleneck.ZeroInitResidual
            ),
            _ => throw new NotSupportedException(),
        };
        module.eval();

        module
            .parameters()
            .Sum(parameter => parameter.numel())
            .Should()
            .Be(layer.Parameters(new FeatureShape(4, 9, 9)));
        for (var side = 1; side <= 9; side++)
        {
            var size = side;
            Agree(
                layer,
                new FeatureShape(4, side, side),
                () => module.call(zeros(1, 4, size, size)),
                $"{side} {layer}"
            );
        }
    }

    private static IEnumerable<(int Side, int Kernel, int Stride, int Padding)> Settings() =>
        from side in Enumerable.Range(1, 8)
        from kernel in Enumerable.Range(1, 5)
        from stride in Enumerable.Range(1, 3)
        from padding in Enumerable.Range(0, 3)
        select (side, kernel, stride, padding);

    /// <summary>Torch gives the same shape, or refuses where nothing is left.</summary>
    private static void Agree(Layer layer, FeatureShape input, Func<Tensor> run, string because)
    {
        var expected = layer.Output(input);
        if (expected.Height < 1 || expected.Width < 1)
        {
            FluentActions.Invoking(run).Should().Throw<Exception>(because);
            return;
        }

        run().shape.Should().Equal([1, expected.Channels, expected.Height, expected.Width], because);
    }
}
