using ContrastiveDsl.Augmentation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class GaussianBlurTests : ScopedTests
{
    private static double[] Bell(int kernel, double sigma)
    {
        var weights = Enumerable
            .Range(-(kernel / 2), kernel)
            .Select(r => Math.Exp(-r * r / (2 * sigma * sigma)))
            .ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    public void Blur_Impulse_SpreadsToTheBellOfEachImage(int kernel)
    {
        var images = torch.zeros(2, 1, 19, 19);
        images.narrow(2, 9, 1).narrow(3, 9, 1).fill_(1);
        var sigmas = new[] { 0.5, 1.7 };
        var blurred = GaussianBlur.Blur(images, Numbers.Floats(sigmas), kernel).Values();
        for (var i = 0; i < 2; i++)
        {
            var bell = Bell(kernel, sigmas[i]);
            for (var y = 0; y < 19; y++)
            {
                for (var x = 0; x < 19; x++)
                {
                    double Weight(int at) => Math.Abs(at - 9) <= kernel / 2 ? bell[at - 9 + kernel / 2] : 0;
                    blurred[(i * 19 + y) * 19 + x].Should().BeApproximately(Weight(y) * Weight(x), 1e-6);
                }
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Blur_Border_ReflectsWithoutRepeatingTheOutermostPixel(int kernel)
    {
        var row = Enumerable.Range(0, 8).Select(x => x * x / 50.0).ToArray();
        var images = Numbers.Floats(Enumerable.Repeat(row, 8).SelectMany(r => r), 1, 1, 8, 8);
        var bell = Bell(kernel, 1.1);
        double Reflected(int at) =>
            row[
                at < 0 ? -at
                : at > 7 ? 14 - at
                : at
            ];
        var expected = Enumerable
            .Range(0, 8)
            .Select(x => bell.Select((weight, i) => weight * Reflected(x + i - kernel / 2)).Sum())
            .ToArray();
        GaussianBlur
            .Blur(images, Numbers.Floats([1.1]), kernel)
            .Values()
            .Take(8)
            .Should()
            .Equal(expected, (a, e) => Math.Abs(a - e) < 1e-6);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public void Apply_GateClosed_ChangesNoBit(int kernel)
    {
        var images = Numbers.Random(1, 4, 3, 12, 12);
        GaussianBlur
            .Apply(images, new TransformDraws(Numbers.Random(2, 2, 4)), kernel, probability: 0)
            .ShouldEqual(images);
    }

    [Fact]
    public void Apply_SigmaDraw_IsUniformWithinItsBounds()
    {
        var images = Numbers.Random(1, 3, 1, 12, 12);
        var draws = Numbers.Floats([0, 0, 0, 0, 0.5, 0.75], 2, 3);
        GaussianBlur
            .Apply(images, new TransformDraws(draws), 5, 0.4, 2, 1)
            .ShouldEqual(GaussianBlur.Blur(images, Numbers.Floats([0.4, 1.2, 1.6]), 5), 1e-6);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Apply_OtherCompanions_GivesAnImageTheSameView(int kernel)
    {
        var images = Numbers.Random(3, 6, 3, 10, 8);
        var draws = Numbers.Random(4, 2, 6);
        var together = GaussianBlur.Apply(images, new TransformDraws(draws), kernel);
        for (var i = 0; i < 6; i++)
        {
            GaussianBlur
                .Apply(images.narrow(0, i, 1), new TransformDraws(draws.narrow(1, i, 1)), kernel)
                .ShouldEqual(together.narrow(0, i, 1), 1e-6);
        }
    }

    [Fact]
    public void Blur_ChannelsLastImages_GivesTheSameValues()
    {
        var images = Numbers.Random(3, 2, 3, 10, 8);
        GaussianBlur
            .Blur(images.ChannelsLast(), Numbers.Floats([0.7, 1]), 5)
            .ShouldEqual(GaussianBlur.Blur(images, Numbers.Floats([0.7, 1]), 5));
    }

    [Theory]
    [InlineData(4, "*odd*4*Take 5*")]
    [InlineData(0, "*odd*0*")]
    [InlineData(9, "*9 pixels reaches 4*4 x 8*at most 7*")]
    public void Blur_KernelThatDoesNotFit_Throws(int kernel, string message)
    {
        var act = () => GaussianBlur.Blur(torch.zeros(1, 1, 4, 8), torch.ones(1), kernel);
        act.Should().Throw<ArgumentException>().WithMessage(message);
    }
}
