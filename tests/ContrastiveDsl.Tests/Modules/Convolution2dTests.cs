using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class Convolution2dTests
{
    /// <summary>Height and width of the kernel, stride, padding above and left.</summary>
    public static TheoryData<int, int, int, int, int> Convolutions =>
        new()
        {
            { 1, 1, 1, 0, 0 },
            { 1, 1, 2, 0, 0 },
            { 1, 1, 2, 1, 1 },
            { 2, 3, 1, 1, 1 },
            { 3, 3, 2, 1, 1 },
            { 4, 4, 4, 0, 0 },
            { 5, 1, 1, 2, 0 },
        };

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Output_AndGradients_AreThoseOfFloat64(int height, int width, int stride, int above, int left)
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution2d(3, 5, (height, width), stride, (above, left));
        var input = Numbers.Random(1, 4, 3, 9, 8).requires_grad_();
        var (exact, weight, bias) = (Exact(input), Exact(convolution.Weight), Exact(convolution.Bias!));

        var output = convolution.call(input);
        var expected = nn.functional.conv2d(exact, weight, bias, strides: [stride, stride], padding: [above, left]);
        output.square().sum().backward();
        expected.square().sum().backward();

        output.ShouldEqual(expected, 1e-5);
        input.grad!.ShouldEqual(exact.grad!, 1e-4);
        convolution.Weight.grad!.ShouldEqual(weight.grad!, 1e-3);
        convolution.Bias!.grad!.ShouldEqual(bias.grad!, 1e-3);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void FirstWeights_OfASeed_AreThoseOfConv2d(int kernel, bool bias)
    {
        manual_seed(5);
        using var convolution = new Convolution2d(3, 8, kernel, bias: bias);
        manual_seed(5);
        using var torch = nn.Conv2d(3, 8, kernel_size: kernel, bias: bias);

        convolution.state_dict().Keys.Should().Equal(torch.state_dict().Keys);
        convolution.Weight.ShouldEqual(torch.weight);
        if (bias)
        {
            convolution.Bias!.ShouldEqual(torch.bias!);
        }
    }

    [Fact]
    public void Type_Changed_ChangesParametersAndResult()
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution2d(2, 4, 3);

        convolution.to(ScalarType.Float64);

        convolution.Weight.dtype.Should().Be(ScalarType.Float64);
        convolution.Bias!.dtype.Should().Be(ScalarType.Float64);
        convolution.call(zeros(1, 2, 3, 3, dtype: ScalarType.Float64)).dtype.Should().Be(ScalarType.Float64);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Gradient_OfAParameterSet_IsAddedInPlaceAndTheWeightIsNotCopied(int kernel)
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution2d(4, 6, kernel, padding: kernel / 2, bias: false);
        using var set = new ParameterSet(convolution);
        var input = Numbers.Random(1, 2, 4, 5, 5).ChannelsLast();

        convolution.call(input).sum().backward();
        var once = set.Weights.FlatGradient!.clone();
        convolution.call(input).sum().backward();

        once.abs().sum().ToSingle().Should().BeGreaterThan(0);
        set.Weights.FlatGradient.ShouldEqual(once.mul(2), 1e-3);
        convolution.Weight.permute(0, 2, 3, 1).is_contiguous().Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Forward_InAScope_LeavesItsResultOnly(int kernel)
    {
        using var convolution = new Convolution2d(4, 6, kernel, stride: 2);
        using var input = Numbers.Random(1, 2, 4, 5, 5);
        using var scope = NewDisposeScope();

        var output = convolution.call(input);

        scope.DisposablesCount.Should().Be(1);
        output.IsInvalid.Should().BeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Batch_OfNoImages_GivesNone(int kernel)
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution2d(4, 6, kernel, padding: kernel / 2);

        convolution.call(empty(0, 4, 5, 5)).shape.Should().Equal(0, 6, 5, 5);
    }

    [Theory]
    [InlineData(new long[] { 2, 3, 8, 8 }, "*of 4 channels takes maps [N, 4, H, W], but got [2, 3, 8, 8].*")]
    [InlineData(new long[] { 4, 8, 8 }, "*of 4 channels takes maps [N, 4, H, W], but got [4, 8, 8].*")]
    [InlineData(new long[] { 2, 4, 8, 2 }, "A kernel of 3×3 pixels does not fit into maps of 8×2.*")]
    public void Forward_WrongShape_SaysWhatIsMeant(long[] shape, string message)
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution2d(4, 6, 3);

        var act = () => convolution.call(zeros(shape));

        act.Should().Throw<ArgumentException>().WithParameterName("input").WithMessage(message);
    }

    [Fact]
    public void Forward_AnotherType_SaysBoth()
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution2d(4, 6, 1);

        var act = () => convolution.call(zeros(2, 4, 8, 8, dtype: ScalarType.Float64));

        act.Should()
            .Throw<ArgumentException>()
            .WithMessage("The maps are Float64 on cpu, but the convolution's weights are Float32 on cpu*");
    }

    [Theory]
    [InlineData(0, 1, 1, 1, 0, "inputChannels")]
    [InlineData(1, 0, 1, 1, 0, "outputChannels")]
    [InlineData(1, 1, 0, 1, 0, "kernel")]
    [InlineData(1, 1, 1, 0, 0, "stride")]
    [InlineData(1, 1, 1, 1, -1, "padding")]
    public void Constructor_NumberBelowItsMinimum_NamesIt(
        int input,
        int output,
        int kernel,
        int stride,
        int padding,
        string name
    )
    {
        var act = () => new Convolution2d(input, output, kernel, stride, padding);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
    }

    private static Tensor Exact(Tensor x) => x.detach().to(ScalarType.Float64).requires_grad_();
}
