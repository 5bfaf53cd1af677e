using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class InitializationTests
{
    [Fact]
    public void PatchEmbedding_OfManyInputs_IsNormalWithVarianceOneOverThem()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var convolution = new Convolution2d(3, 384, 16, stride: 16);

        Initialization.PatchEmbedding(convolution);

        var deviation = Math.Sqrt(1.0 / (3 * 16 * 16));
        var values = convolution.Weight.Values();
        values.Average().Should().BeApproximately(0, 4 * deviation / Math.Sqrt(values.Length));
        (Share(values, value => value * value) / (deviation * deviation)).Should().BeApproximately(1, 0.01);

        // A normal distribution: 68.27 % within one deviation, 95.45 % within two, and tails beyond.
        Share(values, value => Math.Abs(value) < deviation ? 1 : 0).Should().BeApproximately(0.6827, 0.004);
        Share(values, value => Math.Abs(value) < 2 * deviation ? 1 : 0).Should().BeApproximately(0.9545, 0.002);
        values.Max(Math.Abs).Should().BeInRange(3.8 * deviation, 7 * deviation);
        values.Distinct().Count().Should().BeGreaterThan(values.Length / 2);
        convolution.Bias!.Values().Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public void PatchEmbedding_OfOneInput_IsCutAtTwo()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var convolution = new Convolution2d(1, 100_000, 1);

        Initialization.PatchEmbedding(convolution);

        // Variance 1 before the cut at ±2, 0.7737 after it.
        var values = convolution.Weight.Values();
        values.Max().Should().BeInRange(1.99, 2);
        values.Min().Should().BeInRange(-2, -1.99);
        Share(values, value => value * value).Should().BeApproximately(0.7737, 0.01);
        values.Average().Should().BeApproximately(0, 0.012);
    }

    [Fact]
    public void PatchEmbedding_OfASeed_IsTheSameAgain()
    {
        using var scope = NewDisposeScope();
        Drawn().ShouldEqual(Drawn());
    }

    private static Tensor Drawn()
    {
        manual_seed(3);
        var convolution = new Convolution2d(3, 8, 4);
        Initialization.PatchEmbedding(convolution);
        return convolution.Weight;
    }

    private static double Share(double[] values, Func<double, double> count) => values.Average(count);
}
