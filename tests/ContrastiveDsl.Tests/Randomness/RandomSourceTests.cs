using ContrastiveDsl.Language;
using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Tests.Randomness;

public sealed class RandomSourceTests
{
    private static float[] Draw(long seed, RandomStream stream, int epoch, int sample, int view, int count)
    {
        var uniforms = new float[count];
        new RandomSource(seed).Fill(stream, epoch, sample, view, uniforms);
        return uniforms;
    }

    [Fact]
    public void Fill_SamePlace_GivesSameNumbers() =>
        Draw(7, RandomStream.Views, 3, 123, 1, 13).Should().Equal(Draw(7, RandomStream.Views, 3, 123, 1, 13));

    [Fact]
    public void Fill_FirstDraws_AreTheTopBitsOfThePhiloxBlock()
    {
        var block = new uint[4];
        Philox.Block(unchecked((ulong)-5L), 2u << 16, 11, 3, (uint)RandomStream.Views, block);
        Draw(-5, RandomStream.Views, 3, 11, 2, 4).Should().Equal(block.Select(word => (word >> 8) / 16777216f));
    }

    [Fact]
    public void Fill_ShorterSpan_GivesAPrefix() =>
        Draw(7, RandomStream.Views, 0, 1, 0, 6).Should().Equal(Draw(7, RandomStream.Views, 0, 1, 0, 13).Take(6));

    [Fact]
    public void Fill_EveryPlace_GivesOtherNumbers()
    {
        var firsts = new HashSet<(float, float)>();
        var places = 0;
        foreach (var seed in new[] { -1L, 0, 1, 1L << 32 })
        {
            foreach (var stream in Enum.GetValues<RandomStream>())
            {
                foreach (var epoch in new[] { 0, 1, 255, int.MaxValue })
                {
                    foreach (var sample in new[] { 0, 1, 65536, int.MaxValue })
                    {
                        foreach (var view in new[] { 0, 1, RandomSource.MaxViews - 1 })
                        {
                            var draws = Draw(seed, stream, epoch, sample, view, 2);
                            firsts.Add((draws[0], draws[1]));
                            places++;
                        }
                    }
                }
            }
        }

        firsts.Should().HaveCount(places);
    }

    [Fact]
    public void Fill_ManyDraws_AreUniform()
    {
        var draws = Draw(1, RandomStream.Evaluation, 0, 0, 0, 200_000);
        draws.Should().OnlyContain(u => u >= 0 && u < 1);
        // Standard error of the mean 0.00065, of each tenth's share 0.00067.
        draws.Average(u => (double)u).Should().BeApproximately(0.5, 0.004);
        foreach (var tenth in draws.GroupBy(u => (int)(u * 10)))
        {
            ((double)tenth.Count() / draws.Length).Should().BeApproximately(0.1, 0.004);
        }
    }

    [Fact]
    public void FillBatch_ManySamples_AgreesWithFill()
    {
        var samples = new[] { 5, 0, 99_999, 5 };
        var batch = new float[7 * samples.Length];
        new RandomSource(3).FillBatch(RandomStream.Views, 2, samples, 1, 7, batch);
        for (var i = 0; i < samples.Length; i++)
        {
            var single = Draw(3, RandomStream.Views, 2, samples[i], 1, 7);
            for (var draw = 0; draw < 7; draw++)
            {
                batch[draw * samples.Length + i].Should().Be(single[draw]);
            }
        }
    }

    [Fact]
    public void FillBatch_WrongLength_SaysBothLengths()
    {
        var act = () => new RandomSource(3).FillBatch(RandomStream.Views, 0, new[] { 1, 2 }, 0, 5, new float[9]);
        act.Should()
            .Throw<ArgumentException>()
            .WithMessage("5 draws of 2 samples are 10 numbers, but the span holds 9.*");
    }

    [Fact]
    public void Permutation_AnyCount_HoldsEveryElementOnce()
    {
        foreach (var count in new[] { 0, 1, 2, 5, 1000 })
        {
            new RandomSource(9)
                .Permutation(RandomStream.Order, 1, count)
                .Order()
                .Should()
                .Equal(Enumerable.Range(0, count));
        }
    }

    [Fact]
    public void Permutation_SameEpoch_IsSame_OtherEpochOrSeed_Differs()
    {
        var first = new RandomSource(9).Permutation(RandomStream.Order, 0, 100);
        new RandomSource(9).Permutation(RandomStream.Order, 0, 100).Should().Equal(first);
        new RandomSource(9).Permutation(RandomStream.Order, 1, 100).Should().NotEqual(first);
        new RandomSource(10).Permutation(RandomStream.Order, 0, 100).Should().NotEqual(first);
    }

    [Fact]
    public void Permutation_OfFour_ReachesAllOrdersEquallyOften()
    {
        var random = new RandomSource(2);
        var counts = new Dictionary<string, int>();
        for (var epoch = 0; epoch < 24_000; epoch++)
        {
            var order = string.Concat(random.Permutation(RandomStream.Order, epoch, 4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Should().HaveCount(24);
        // 1000 expected, standard deviation 31.
        counts.Values.Should().OnlyContain(count => count > 850 && count < 1150);
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    [InlineData(0, 0, RandomSource.MaxViews)]
    public void Fill_PlaceOutOfRange_Throws(int epoch, int sample, int view)
    {
        var act = () => new RandomSource(0).Fill(RandomStream.Views, epoch, sample, view, new float[1]);
        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void MaxDraws_IsWhatTheRulesAllow() => Limits.Draws.Should().Be(RandomSource.MaxDraws);

    [Fact]
    public void Fill_TooManyDraws_Throws()
    {
        var act = () => new RandomSource(0).Fill(RandomStream.Views, 0, 0, 0, new float[RandomSource.MaxDraws + 1]);
        act.Should().Throw<ArgumentOutOfRangeException>();
    }
}
