using ContrastiveDsl.Augmentation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class ColorJitterTests : ScopedTests
{
    private static readonly int[][] Orders = [.. Permutations([0, 1, 2, 3])];

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length == 0
            ?
            [
                [],
            ]
            : items.SelectMany(first =>
                Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest])
            );

    private static torch.Tensor Adjust(torch.Tensor x, IEnumerable<int> order, double[] factors)
    {
        foreach (var kind in order)
        {
            var factor = Numbers.Floats([factors[kind]]);
            x = kind switch
            {
                0 => ColorAdjustment.Brightness(x, factor),
                1 => ColorAdjustment.Contrast(x, factor),
                2 => ColorAdjustment.Saturation(x, factor),
                _ => ColorAdjustment.Hue(x, factor),
            };
        }

        return x;
    }

    [Fact]
    public void Apply_OrderDraw_ReachesEachOfTheOrdersOfFour()
    {
        const int count = 24;
        var image = Numbers.Random(8, 1, 3, 5, 6);
        // One image many times, the same factors, and the order's draw stepping through its 24 equal intervals.
        var factors = new[] { 1.6, 0.5, 1.9, 0.3 };
        double[] draws =
        [
            .. Enumerable.Repeat(0.0, count),
            .. Enumerable.Repeat(1.6 / 2, count),
            .. Enumerable.Repeat(0.5 / 2, count),
            .. Enumerable.Repeat(1.9 / 2, count),
            .. Enumerable.Repeat(0.3 + 0.5, count),
            .. Enumerable.Range(0, count).Select(i => (i + 0.5) / count),
        ];
        var jittered = ColorJitter.Apply(
            image.repeat(count, 1, 1, 1),
            new TransformDraws(Numbers.Floats(draws, 6, count)),
            1,
            1,
            1,
            0.5
        );

        var expected = Orders.Select(order => Adjust(image, order, factors)).ToArray();
        var found = new HashSet<int>();
        for (var i = 0; i < count; i++)
        {
            var distances = Array.ConvertAll(expected, e => jittered.narrow(0, i, 1).sub(e).abs().max().item<float>());
            var nearest = Array.IndexOf(distances, distances.Min());
            distances[nearest].Should().BeLessThan(1e-5f);
            distances.Order().ElementAt(1).Should().BeGreaterThan(1e-4f, "the orders must be told apart");
            found.Add(nearest);
        }

        found.Should().HaveCount(24);
    }

    [Fact]
    public void Apply_EverySetOfAdjustments_EqualsThemInSomeOrder()
    {
        var image = Numbers.Random(9, 1, 3, 5, 6);
        for (var set = 1; set < 16; set++)
        {
            double Strength(int kind, double strength) => (set >> kind & 1) != 0 ? strength : 0;
            var raw = Numbers.Random(set, 6, 1);
            var u = raw.Values();
            var jittered = ColorJitter.Apply(
                image,
                new TransformDraws(raw),
                Strength(0, 0.8),
                Strength(1, 0.6),
                Strength(2, 1.5),
                Strength(3, 0.2)
            );
            double[] factors = [0.2 + 1.6 * u[1], 0.4 + 1.2 * u[2], 2.5 * u[3], -0.2 + 0.4 * u[4]];
            var chosen = Enumerable.Range(0, 4).Where(kind => (set >> kind & 1) != 0).ToArray();
            Permutations(chosen)
                .Min(order => jittered.sub(Adjust(image, order, factors)).abs().max().item<float>())
                .Should()
                .BeLessThan(1e-5f, "set {0}", set);
        }
    }

    [Fact]
    public void Apply_GateClosed_ChangesNoBit()
    {
        var images = Numbers.Random(3, 6, 3, 4, 4);
        ColorJitter
            .Apply(images, new TransformDraws(Numbers.Random(4, 6, 6)), 0.8, 0.8, 0.8, 0.2, probability: 0)
            .ShouldEqual(images);
    }

    [Fact]
    public void Apply_Gate_OpensForItsShareOfTheImages()
    {
        var images = torch.full(4000, 1, 1, 2, 0.5);
        var jittered = ColorJitter.Apply(
            images,
            new TransformDraws(Numbers.Random(4, 6, 4000)),
            brightness: 0.8,
            probability: 0.3
        );
        (jittered.ne(0.5).any(3).sum().item<long>() / 4000.0).Should().BeApproximately(0.3, 0.03);
    }

    [Fact]
    public void Apply_BrightnessFactors_AreUniformAroundOne()
    {
        var images = torch.full(20_000, 1, 1, 1, 0.5);
        var factors = ColorJitter
            .Apply(images, new TransformDraws(Numbers.Random(5, 6, 20_000)), brightness: 0.4)
            .Values()
            .Select(x => x / 0.5)
            .ToArray();
        factors.Min().Should().BeInRange(0.6 - 1e-6, 0.601);
        factors.Max().Should().BeInRange(1.399, 1.4 + 1e-6);
        factors.Average().Should().BeApproximately(1, 0.01);
    }

    [Fact]
    public void Apply_StrengthAboveOne_KeepsFactorsPositive()
    {
        var images = torch.full(5000, 1, 1, 1, 0.2);
        var factors = ColorJitter
            .Apply(images, new TransformDraws(Numbers.Random(5, 6, 5000)), brightness: 2)
            .Values()
            .Select(x => x / 0.2)
            .ToArray();
        factors.Min().Should().BeInRange(0, 0.01);
        factors.Average().Should().BeApproximately(1.5, 0.05, "the factor is uniform from 0 to 3");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Apply_OtherCompanions_GivesAnImageTheSameView(int channels)
    {
        var images = Numbers.Random(3, 7, channels, 6, 5);
        var draws = Numbers.Random(4, 6, 7);
        var together = ColorJitter.Apply(images, new TransformDraws(draws), 0.8, 0.8, 0.8, 0.2, 0.8);
        for (var i = 0; i < 7; i++)
        {
            ColorJitter
                .Apply(images.narrow(0, i, 1), new TransformDraws(draws.narrow(1, i, 1)), 0.8, 0.8, 0.8, 0.2, 0.8)
                .ShouldEqual(together.narrow(0, i, 1));
        }
    }

    [Fact]
    public void Apply_ChannelsLastImages_GivesTheSameValues()
    {
        var images = Numbers.Random(3, 4, 3, 6, 6);
        var draws = new TransformDraws(Numbers.Random(4, 6, 4));
        ColorJitter
            .Apply(images.ChannelsLast(), draws, 0.8, 0.8, 0.8, 0.2)
            .ShouldEqual(ColorJitter.Apply(images, draws, 0.8, 0.8, 0.8, 0.2), 1e-6);
    }

    [Fact]
    public void Apply_OneChannel_IgnoresColour()
    {
        var images = Numbers.Random(3, 4, 1, 6, 6);
        var draws = new TransformDraws(Numbers.Random(4, 6, 4));
        ColorJitter.Apply(images, draws, 0.8, 0.8, 0.8, 0.2).ShouldEqual(ColorJitter.Apply(images, draws, 0.8, 0.8));
        ColorJitter.Apply(images, draws, saturation: 0.8, hue: 0.2).ShouldEqual(images);
    }

    [Fact]
    public void Apply_WrongArguments_SayWhatIsWrong()
    {
        var draws = new TransformDraws(torch.zeros(6, 1));
        ((Action)(() => ColorJitter.Apply(torch.zeros(1, 3, 2, 2), draws, hue: 0.6)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*half a turn*");
        ((Action)(() => ColorJitter.Apply(torch.zeros(1, 3, 2, 2), draws, brightness: -0.1)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        ((Action)(() => ColorJitter.Apply(torch.zeros(1, 4, 2, 2), draws, contrast: 0.1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*have 4*");
    }
}
