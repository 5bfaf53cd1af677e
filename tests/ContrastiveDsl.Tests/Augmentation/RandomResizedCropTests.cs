using ContrastiveDsl.Augmentation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class RandomResizedCropTests
{
    private const double ThreeQuarters = 3.0 / 4;
    private const double FourThirds = 4.0 / 3;

    private static (double[] Top, double[] Left, double[] Height, double[] Width) Rectangles(
        int count,
        int height,
        int width,
        double minScale,
        double maxScale,
        double minRatio = ThreeQuarters,
        double maxRatio = FourThirds
    )
    {
        using var scope = torch.NewDisposeScope();
        var crop = RandomResizedCrop.Sample(
            new TransformDraws(Numbers.Random(1, 5, count)),
            height,
            width,
            minScale,
            maxScale,
            minRatio,
            maxRatio
        );
        return (crop.Top.Values(), crop.Left.Values(), crop.Height.Values(), crop.Width.Values());
    }

    [Theory]
    [InlineData(28, 28)]
    [InlineData(96, 40)]
    public void Sample_Area_IsUniformWithinItsBounds(int height, int width)
    {
        var (_, _, h, w) = Rectangles(20_000, height, width, 0.2, 0.7);
        var shares = h.Zip(w, (a, b) => a * b / (height * width)).ToArray();
        shares.Should().OnlyContain(share => share > 0.1999 && share < 0.7001);
        foreach (var fifth in shares.GroupBy(share => Math.Clamp((int)((share - 0.2) * 10), 0, 4)))
        {
            ((double)fifth.Count() / shares.Length).Should().BeApproximately(0.2, 0.015);
        }
    }

    [Fact]
    public void Sample_LogRatio_IsUniformWhereEveryRatioFits()
    {
        // Up to an area share of 3/4 all ratios from 3/4 to 4/3 fit into a square.
        var (_, _, h, w) = Rectangles(20_000, 32, 32, 0.1, 0.74);
        var positions = w.Zip(h, (a, b) => (Math.Log(a / b) / Math.Log(FourThirds) + 1) / 2).ToArray();
        positions.Should().OnlyContain(p => p > -0.001 && p < 1.001);
        foreach (var fifth in positions.GroupBy(p => Math.Clamp((int)(p * 5), 0, 4)))
        {
            ((double)fifth.Count() / positions.Length).Should().BeApproximately(0.2, 0.015);
        }
    }

    [Theory]
    [InlineData(28, 28, 0.08, 1)]
    [InlineData(28, 28, 1, 1)]
    [InlineData(20, 100, 0.5, 1)]
    [InlineData(100, 20, 0.5, 1)]
    public void Sample_Rectangle_LiesInsideTheImage(int height, int width, double minScale, double maxScale)
    {
        var (top, left, h, w) = Rectangles(5_000, height, width, minScale, maxScale);
        for (var i = 0; i < top.Length; i++)
        {
            top[i].Should().BeGreaterThanOrEqualTo(0);
            left[i].Should().BeGreaterThanOrEqualTo(0);
            (top[i] + h[i]).Should().BeLessThanOrEqualTo(height + 1e-4);
            (left[i] + w[i]).Should().BeLessThanOrEqualTo(width + 1e-4);
            (h[i] * w[i] / (height * width))
                .Should()
                .BeInRange(minScale - 1e-4, maxScale + 1e-4, "the area is kept even where the ratio has to give way");
        }
    }

    [Fact]
    public void Sample_Position_ReachesTheWholeImage()
    {
        var (top, _, h, _) = Rectangles(5_000, 28, 28, 0.25, 0.25, 1, 1);
        h.Should().OnlyContain(height => Math.Abs(height - 14) < 1e-3);
        top.Min().Should().BeLessThan(0.1);
        top.Max().Should().BeGreaterThan(13.9);
        top.Average().Should().BeApproximately(7, 0.2);
    }

    [Fact]
    public void Sample_AreaRatioAndPosition_AreIndependent()
    {
        var (top, left, h, w) = Rectangles(5_000, 32, 32, 0.1, 0.5);
        var area = h.Zip(w, (a, b) => a * b).ToArray();
        var ratio = h.Zip(w, (a, b) => Math.Log(b / a)).ToArray();
        var down = top.Zip(h, (t, a) => t / (32 - a)).ToArray();
        var across = left.Zip(w, (l, b) => l / (32 - b)).ToArray();
        double[][] all = [area, ratio, down, across];
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                // Standard error 0.014.
                Correlation(all[i], all[j]).Should().BeApproximately(0, 0.06, "{0} and {1}", i, j);
            }
        }
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var product = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return product / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }

    [Fact]
    public void Apply_WholeImage_ReturnsItOrItsMirror()
    {
        var images = Numbers.Random(2, 2, 3, 8, 8);
        var draws = new TransformDraws(Numbers.Floats([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.2, 0.8], 5, 2));
        var view = RandomResizedCrop.Apply(images, draws, 8, 1, 1, 1, 1, 0.5);
        view.narrow(0, 0, 1).ShouldEqual(images.narrow(0, 0, 1).flip(3), 2e-5);
        view.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1), 2e-5);
    }

    [Fact]
    public void Apply_OtherCompanions_GivesAnImageTheSameView()
    {
        var images = Numbers.Random(3, 5, 3, 12, 10);
        var draws = Numbers.Random(4, 5, 5);
        var together = RandomResizedCrop.Apply(images, new TransformDraws(draws), 9, flipProbability: 0.5);
        var alone = RandomResizedCrop.Apply(
            images.narrow(0, 3, 1),
            new TransformDraws(draws.narrow(1, 3, 1)),
            9,
            flipProbability: 0.5
        );
        together.shape.Should().Equal(5, 3, 9, 9);
        together.narrow(0, 3, 1).ShouldEqual(alone);
    }

    [Fact]
    public void Apply_ChannelsLastImages_GivesTheSameValues()
    {
        var images = Numbers.Random(3, 4, 3, 12, 12);
        var draws = new TransformDraws(Numbers.Random(4, 5, 4));
        RandomResizedCrop
            .Apply(images.ChannelsLast(), draws, 10)
            .ShouldEqual(RandomResizedCrop.Apply(images, draws, 10));
    }

    [Fact]
    public void Apply_WrongArguments_SayWhatIsWrong()
    {
        var images = torch.zeros(2, 1, 8, 8);
        var draws = new TransformDraws(torch.zeros(5, 2));
        ((Action)(() => RandomResizedCrop.Apply(torch.zeros(2, 8, 8), draws, 8)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, C, H, W]*[2, 8, 8]*");
        ((Action)(() => RandomResizedCrop.Apply(images, draws.Slice(0, 4), 8)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*5 draws*given 4*");
        ((Action)(() => RandomResizedCrop.Apply(images, new TransformDraws(torch.zeros(5, 3)), 8)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*2 images*for 3*");
        ((Action)(() => RandomResizedCrop.Apply(images, draws, 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => RandomResizedCrop.Apply(images, draws, 8, 0.5, 1.5)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*0.5 to 1.5*");
        ((Action)(() => RandomResizedCrop.Apply(images, draws, 8, 0.5, 0.4)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        ((Action)(() => RandomResizedCrop.Apply(images, draws, 8, flipProbability: 2)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }
}
