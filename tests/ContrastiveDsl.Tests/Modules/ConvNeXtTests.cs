using ContrastiveDsl.Modules;
using ContrastiveDsl.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

/// <summary>The modules of ConvNeXts against their formulas, number by number in double precision.</summary>
public sealed class ConvNeXtTests : ScopedTests
{
    private const int Kernel = 7;
    private const double Epsilon = 1e-6;

    [Fact]
    public void Block_OfTheCatalogue_HasTorchvisionsKeysInOrder()
    {
        using var block = new ConvNeXtBlock(4);

        block
            .named_parameters()
            .Select(pair => pair.name)
            .Should()
            .Equal(
                "layer_scale",
                "block.0.weight",
                "block.0.bias",
                "block.2.weight",
                "block.2.bias",
                "block.3.weight",
                "block.3.bias",
                "block.5.weight",
                "block.5.bias"
            );
        block.LayerScale.shape.Should().Equal(4, 1, 1);
    }

    /// <summary>Maps smaller than the kernel, and of sides that differ.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 9)]
    public void Block_AnyMap_IsTheFormula(int height, int width)
    {
        const int count = 2;
        const int channels = 3;
        using var block = Filled(channels);
        var maps = randn(count, channels, height, width);
        var input = maps.Values();

        var actual = block.call(maps).Values();

        for (var image = 0; image < count; image++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var branch = Branch(block, channels, (c, dy, dx) => At(image, c, y + dy, x + dx));
                    for (var c = 0; c < channels; c++)
                    {
                        var expected = At(image, c, y, x) + (block.LayerScale.Values()[c] * branch[c]);
                        actual[Place(image, c, y, x)].Should().BeApproximately(expected, 1e-4);
                    }
                }
            }
        }

        int Place(int image, int c, int y, int x) => (((((image * channels) + c) * height) + y) * width) + x;

        double At(int image, int c, int y, int x) =>
            y < 0 || y >= height || x < 0 || x >= width ? 0 : input[Place(image, c, y, x)];
    }

    [Fact]
    public void Block_AtFirst_IsNearlyAnIdentity()
    {
        using var block = new ConvNeXtBlock(8);
        var maps = randn(2, 8, 5, 5);

        var added = block.call(maps).sub(maps).abs().max().ToDouble();

        added.Should().BeLessThan(1e-5);
        block.LayerScale.Values().Should().OnlyContain(value => Math.Abs(value - 1e-6) < 1e-12);
    }

    [Fact]
    public void Block_FirstWeights_AreNormalOfTorchvisionsDeviation()
    {
        manual_seed(3);
        using var block = new ConvNeXtBlock(64);
        foreach (var (name, parameter) in block.named_parameters().Where(entry => entry.parameter.dim() is 2 or 4))
        {
            var values = parameter.Values();
            Math.Sqrt(values.Average(value => value * value)).Should().BeApproximately(0.02, 0.001, name);
        }

        block
            .named_parameters()
            .Where(entry => entry.name.EndsWith("bias", StringComparison.Ordinal))
            .SelectMany(entry => entry.parameter.Values())
            .Should()
            .OnlyContain(value => value == 0);
    }

    /// <summary>The scale has the shape of a map, and is a vector that nothing decays all the same.</summary>
    [Fact]
    public void ParameterSet_OfABlock_LeavesItsScaleAmongBiasesAndNorms()
    {
        using var block = new ConvNeXtBlock(4);
        using var set = new ParameterSet(block);

        set.Weights.Layout.Select(place => place.Name)
            .Should()
            .Equal("0.block.0.weight", "0.block.3.weight", "0.block.5.weight");
        set.BiasAndNorm.Layout[0].Name.Should().Be("0.layer_scale");
    }

    [Fact]
    public void ChannelNormalization_OfAMap_IsLayerNormalizationOfItsPixels()
    {
        using var norm = new ChannelNormalization(5);
        using (no_grad())
        {
            norm.Weight.normal_();
            norm.Bias.normal_();
        }

        using var set = new ParameterSet(norm);
        var maps = randn(2, 5, 3, 4);

        var pixel = norm.call(maps)[1, .., 2, 3].Values();

        var expected = Normalized(maps[1, .., 2, 3].Values(), norm.Weight.Values(), norm.Bias.Values());
        pixel.Should().Equal(expected, (left, right) => Math.Abs(left - right) < 1e-5);
        set.Weights.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Modules_OfOtherChannels_SayWhichTheyRead()
    {
        using var convolution = new DepthwiseConvolution2d(8, 7);
        using var norm = new ChannelNormalization(8);
        foreach (var module in new nn.Module<Tensor, Tensor>[] { convolution, norm })
        {
            module
                .Invoking(called => called.call(ones(2, 9, 4, 4)))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage("*[N, 8, H, W]*[2, 9, 4, 4]*");
            module.Invoking(called => called.call(ones(2, 8))).Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void Modules_OfNoSize_AreRefused()
    {
        FluentActions.Invoking(() => new ConvNeXtBlock(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new DepthwiseConvolution2d(1, 7)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new DepthwiseConvolution2d(2, 4)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ChannelNormalization(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static ConvNeXtBlock Filled(int channels)
    {
        manual_seed(5);
        var block = new ConvNeXtBlock(channels);
        using var noGrad = no_grad();
        foreach (var parameter in block.parameters())
        {
            parameter.normal_(0, 0.5);
        }

        return block;
    }

    /// <summary>What the branch makes of one pixel, whose surroundings are given by their distance from it.</summary>
    private static double[] Branch(ConvNeXtBlock block, int channels, Func<int, int, int, double> around)
    {
        var (kernels, shift) = (Parameter("0.weight"), Parameter("0.bias"));
        var convolved = new double[channels];
        for (var c = 0; c < channels; c++)
        {
            convolved[c] = shift[c];
            for (var place = 0; place < Kernel * Kernel; place++)
            {
                var (dy, dx) = ((place / Kernel) - (Kernel / 2), (place % Kernel) - (Kernel / 2));
                convolved[c] += kernels[(c * Kernel * Kernel) + place] * around(c, dy, dx);
            }
        }

        var normal = Normalized(convolved, Parameter("2.weight"), Parameter("2.bias"));
        var inner = Linear(normal, Parameter("3.weight"), Parameter("3.bias")).Select(Gelu).ToArray();
        return Linear(inner, Parameter("5.weight"), Parameter("5.bias"));

        double[] Parameter(string key) => [.. block.get_parameter("block." + key)!.Values()];
    }

    private static double[] Linear(double[] input, double[] matrix, double[] shift) =>
        [.. shift.Select((bias, row) => bias + input.Select((x, i) => x * matrix[(row * input.Length) + i]).Sum())];

    private static double[] Normalized(IReadOnlyCollection<double> values, double[] scale, double[] shift)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + Epsilon);
        return [.. values.Select((value, i) => ((value - mean) / deviation * scale[i]) + shift[i])];
    }

    /// <summary>x times the share of a normal distribution below x, which is summed up piece by piece.</summary>
    private static double Gelu(double x)
    {
        const int pieces = 2000;
        var step = x / pieces;
        var sum = Enumerable.Range(0, pieces).Sum(i => Math.Exp(-Math.Pow((i + 0.5) * step, 2) / 2)) * step;
        return x * (0.5 + (sum / Math.Sqrt(2 * Math.PI)));
    }
}
