using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Augmentation;

/// <summary>Bits, sharpness and contrast by their definitions, computed here once more in plain numbers.</summary>
public sealed class PhotometricTests
{
    private const double Tolerance = 1e-6;

    private static readonly TransformDraws LowAndHigh = new(Numbers.Floats([0.1, 0.9, 0.5, 0.5], 2, 2));

    /// <summary>Every byte once, as the library reads bytes: [images, 1, 16, 16].</summary>
    private static Tensor EveryByte(long images) =>
        arange(256, dtype: ScalarType.Float32).div_(255.0).view(1, 1, 16, 16).repeat(images, 1, 1, 1);

    [Fact]
    public void Posterize_EveryByte_ClearsItsLowerBits()
    {
        var reduced = Posterize.Reduce(EveryByte(8), Numbers.Floats([1, 2, 3, 4, 5, 6, 7, 8]));

        for (var bits = 1; bits <= 8; bits++)
        {
            var expected = Enumerable.Range(0, 256).Select(value => (float)(value & (0xFF << (8 - bits))) / 255);
            reduced
                .narrow(0, bits - 1, 1)
                .ShouldEqual(Numbers.Floats(expected.Select(value => (double)value), 1, 1, 16, 16));
        }
    }

    [Theory]
    [InlineData(127.4, 1, 0)]
    [InlineData(127.6, 1, 128)]
    [InlineData(15.6, 4, 16)]
    [InlineData(254.9, 7, 254)]
    [InlineData(127.4, 8, 127.4)]
    public void Posterize_BetweenBytes_RoundsFirst(double value, int bits, double expected)
    {
        Posterize
            .Reduce(Numbers.Floats([value / 255], 1, 1, 1, 1), Numbers.Floats([bits]))
            .Values()
            .Single()
            .Should()
            .BeApproximately(expected / 255, Tolerance);
    }

    [Fact]
    public void Posterize_Gate_IsPerImage()
    {
        var images = Numbers.Random(1, 2, 3, 4, 5);
        var posterized = Posterize.Apply(images, LowAndHigh, 3, 0.5);
        posterized.narrow(0, 0, 1).ShouldEqual(Posterize.Reduce(images.narrow(0, 0, 1), Numbers.Floats([3])));
        posterized.narrow(0, 0, 1).Values().Distinct().Should().HaveCountLessThanOrEqualTo(8);
        posterized.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Posterize_OtherBits_Throws(int bits)
    {
        var act = () => Posterize.Apply(zeros(2, 1, 2, 2), LowAndHigh, bits);
        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*8 bits*");
    }

    /// <summary>Bytes survive the few digits of bfloat16.</summary>
    [Fact]
    public void Posterize_HalfPrecision_FindsTheSameBytes()
    {
        var images = EveryByte(1).to(ScalarType.BFloat16);
        var reduced = Posterize.Reduce(images, Numbers.Floats([4]));
        reduced.dtype.Should().Be(ScalarType.BFloat16);
        reduced.ShouldEqual(Posterize.Reduce(EveryByte(1), Numbers.Floats([4])).to(ScalarType.BFloat16));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1.9)]
    [InlineData(5)]
    public void Sharpness_Factor_MovesAwayFromTheSmoothImage(double factor)
    {
        var images = Numbers.Random(1, 2, 3, 5, 4);
        var changed = Sharpness.Adjust(images, Numbers.Floats([1, factor]));
        changed.narrow(0, 0, 1).ShouldEqual(images.narrow(0, 0, 1));
        var expected = Sharpened(images.narrow(0, 1, 1).Values(), 5, 4, factor);
        changed.narrow(0, 1, 1).ShouldEqual(Numbers.Floats(expected, 1, 3, 5, 4), Tolerance);
    }

    [Fact]
    public void Sharpness_Impulse_IsTheKernelAndIsClipped()
    {
        var images = zeros(2, 1, 7, 7);
        images.narrow(2, 3, 1).narrow(3, 3, 1).fill_(1);

        var changed = Sharpness.Adjust(images, Numbers.Floats([0, 2])).Values();

        for (var at = 0; at < 49; at++)
        {
            var (y, x) = (Math.Abs((at / 7) - 3), Math.Abs((at % 7) - 3));
            var smooth =
                (y, x) is (0, 0) ? 5.0 / 13
                : y <= 1 && x <= 1 ? 1.0 / 13
                : 0;
            changed[at].Should().BeApproximately(smooth, Tolerance);
            changed[49 + at].Should().Be((y, x) is (0, 0) ? 1 : 0, "1 + 8/13 and -1/13 are clipped");
        }
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(5, 2)]
    [InlineData(1, 1)]
    public void Sharpness_OfBordersAlone_ChangesNothing(int height, int width)
    {
        var images = Numbers.Random(1, 2, 3, height, width);
        using (NewDisposeScope())
        {
            Sharpness.Adjust(images, Numbers.Floats([0, 2])).ShouldEqual(images);
        }

        images.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void Sharpness_Draws_AreGateAndFactor()
    {
        var images = Numbers.Random(1, 3, 2, 5, 4);
        var draws = new TransformDraws(Numbers.Floats([0.1, 0.4, 0.6, 0.25, 0.75, 0.5], 2, 3));
        Sharpness
            .Apply(images, draws, 0.5, 2.5, 0.5)
            .ShouldEqual(Sharpness.Adjust(images, Numbers.Floats([1, 2, 1])), Tolerance);
        Sharpness.Apply(images, draws, 0.5, 2.5, 0).ShouldEqual(images);
    }

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Sharpness_WrongRange_Throws(double least, double most)
    {
        var act = () => Sharpness.Apply(zeros(2, 1, 3, 3), LowAndHigh, least, most);
        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void AutoContrast_Channel_GoesFromItsSmallestToItsLargest()
    {
        double[] first = [0.2, 0.3, 0.6, 0.4];
        double[] flat = [0.7, 0.7, 0.7, 0.7];
        double[] full = [0, 0.3, 0.1, 1];
        var images = Numbers.Floats([.. first, .. flat, .. full], 1, 3, 2, 2);

        var stretched = AutoContrast.Stretch(images, ones(1, dtype: ScalarType.Bool));

        double[] expected = [0, 0.25, 1, 0.5, .. flat, .. full];
        stretched.ShouldEqual(Numbers.Floats(expected, 1, 3, 2, 2), Tolerance);
        stretched.narrow(1, 1, 2).ShouldEqual(images.narrow(1, 1, 2));
        stretched.Values().Should().OnlyContain(value => value >= 0 && value <= 1);
    }

    [Fact]
    public void AutoContrast_Gate_IsPerImage()
    {
        var images = Numbers.Random(1, 2, 3, 4, 5).mul(0.5).add(0.1);
        var stretched = AutoContrast.Apply(images, LowAndHigh, 0.5);
        for (var channel = 0; channel < 3; channel++)
        {
            var values = stretched.narrow(0, 0, 1).narrow(1, channel, 1).Values();
            (values.Min(), values.Max()).Should().Be((0, 1));
        }

        stretched.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1));
    }

    /// <summary>Draws: gate, bits, sharpness, threshold.</summary>
    [Theory]
    [InlineData(0.0, 4, 0.25, 0.55, 0.5, 128)]
    [InlineData(0.3, 5, 0.75, 1.45, 0.1, 25)]
    [InlineData(0.999, 8, 0.1, 0.28, 0.999, 256)]
    [InlineData(0.5, 6, 0.5, 1, 0, 0)]
    public void RandomPhotometric_Taken_DoesAllFourInOrder(
        double bitsDraw,
        int bits,
        double factorDraw,
        double factor,
        double thresholdDraw,
        int threshold
    )
    {
        var images = Numbers.Random(1, 2, 3, 5, 4).mul(200).floor().add(20).div(255);
        var draws = new TransformDraws(
            Numbers.Floats([0.65, 0.67, bitsDraw, 0, factorDraw, 0, thresholdDraw, 0], 4, 2)
        );

        var changed = RandomPhotometric.Apply(images, draws);

        double[] reduced =
        [
            .. images
                .narrow(0, 0, 1)
                .Values()
                .Select(value => bits == 8 ? value : ((int)Math.Round(value * 255) & (0xFF << (8 - bits))) / 255.0),
        ];
        var inverted = Sharpened(reduced, 5, 4, factor).Select(value => value >= threshold / 255.0 ? 1 - value : value);
        var expected = inverted.Chunk(20).SelectMany(Stretched);
        changed.narrow(0, 0, 1).ShouldEqual(Numbers.Floats(expected, 1, 3, 5, 4), 1e-5);
        changed.narrow(0, 1, 1).ShouldEqual(images.narrow(0, 1, 1));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_OfAnImage_LooksAtNoOther(string name)
    {
        var images = Numbers.Random(3, 6, 3, 10, 8);
        var draws = Numbers.Random(4, 4, 6);
        var together = Apply(name, images, new TransformDraws(draws));
        for (var i = 0; i < 6; i++)
        {
            Apply(name, images.narrow(0, i, 1), new TransformDraws(draws.narrow(1, i, 1)))
                .ShouldEqual(together.narrow(0, i, 1));
        }

        Apply(name, images.ChannelsLast(), new TransformDraws(draws)).ShouldEqual(together);
        together.Values().Should().NotEqual(images.Values());
    }

    public static TheoryData<string> Steps =>
        [nameof(Posterize), nameof(Sharpness), nameof(AutoContrast), nameof(RandomPhotometric)];

    internal static Tensor Apply(string step, Tensor images, TransformDraws draws) =>
        step switch
        {
            nameof(Posterize) => Posterize.Apply(images, draws),
            nameof(Sharpness) => Sharpness.Apply(images, draws),
            nameof(AutoContrast) => AutoContrast.Apply(images, draws),
            _ => RandomPhotometric.Apply(images, draws),
        };

    private static double[] Sharpened(double[] values, int height, int width, double factor)
    {
        double[] result = [.. values];
        for (var at = 0; at < values.Length; at++)
        {
            var (y, x) = (at / width % height, at % width);
            if (y == 0 || y == height - 1 || x == 0 || x == width - 1)
            {
                continue;
            }

            var around =
                from dy in new[] { -width, 0, width }
                from dx in new[] { -1, 0, 1 }
                select values[at + dy + dx];
            var smooth = (around.Sum() + (4 * values[at])) / 13;
            result[at] = Math.Clamp((factor * values[at]) + ((1 - factor) * smooth), 0, 1);
        }

        return result;
    }

    private static IEnumerable<double> Stretched(double[] channel) =>
        channel.Max() > channel.Min()
            ? channel.Select(value => (value - channel.Min()) / (channel.Max() - channel.Min()))
            : channel;
}
