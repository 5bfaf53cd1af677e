using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Tests.Randomness;

public sealed class RandomIndicesTests
{
    private delegate void Filler(RandomSource random, int epoch, int sample, int view, int limit, Span<long> indices);

    private static readonly Filler Repeating = (random, epoch, sample, view, limit, indices) =>
        random.FillIndices(RandomStream.Memory, epoch, sample, view, limit, indices);
    private static readonly Filler Distinct = (random, epoch, sample, view, limit, indices) =>
        random.FillDistinctIndices(RandomStream.Memory, epoch, sample, view, limit, indices);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(100)]
    public void FillIndices_SmallLimit_IsUniform(int limit)
    {
        const int draws = 200_000;
        var counts = new int[limit];
        foreach (var index in Draw(Repeating, 5, 0, 3, 1, limit, draws))
        {
            counts[index]++;
        }

        ChiSquare(counts, draws / (double)limit).Should().BeLessThan(ChiSquareLimit(limit - 1));
    }

    [Fact]
    public void FillIndices_Pairs_AreIndependent()
    {
        const int draws = 180_000;
        var counts = new int[9];
        foreach (var pair in Draw(Repeating, 6, 0, 3, 1, 3, draws).Chunk(2))
        {
            counts[(pair[0] * 3) + pair[1]]++;
        }

        ChiSquare(counts, draws / 18.0).Should().BeLessThan(ChiSquareLimit(8));
    }

    [Fact]
    public void FillIndices_LimitThatDoesNotDivideTheWords_IsUnbiased()
    {
        // 2^32 is 2 and two thirds times this limit: without rejection, every third number would come in 2, the others
        // in 3 of 8 cases. A quarter of all words is rejected.
        const int limit = 3 << 29;
        const int draws = 200_000;
        var counts = new int[3];
        var halves = new int[2];
        foreach (var index in Draw(Repeating, 7, 1, 2, 0, limit, draws))
        {
            index.Should().BeInRange(0, limit - 1);
            counts[index % 3]++;
            halves[index < limit / 2 ? 0 : 1]++;
        }

        ChiSquare(counts, draws / 3.0).Should().BeLessThan(ChiSquareLimit(2));
        ChiSquare(halves, draws / 2.0).Should().BeLessThan(ChiSquareLimit(1));
    }

    [Fact]
    public void FillIndices_MoreWordsThanBlocksOfAView_GoOnWithoutMeetingTheNextView()
    {
        // With a quarter of the words rejected, the last of 2^18 draws need blocks beyond the view's 2^16.
        const int limit = 3 << 29;
        var long0 = Draw(Repeating, 8, 0, 0, 0, limit, RandomSource.MaxDraws);
        var next = Draw(Repeating, 8, 0, 0, 1, limit, RandomSource.MaxDraws);
        long0.Distinct().Count().Should().BeGreaterThan(RandomSource.MaxDraws - 200);
        long0.Intersect(next).Count().Should().BeLessThan(200);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(5, 1)]
    [InlineData(5, 3)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    [InlineData(1000, 40)]
    [InlineData(int.MaxValue, 3000)]
    public void FillDistinctIndices_AnyLimit_NeverRepeats(int limit, int count)
    {
        var indices = Draw(Distinct, 1, 0, 0, 0, limit, count);
        indices.Should().OnlyHaveUniqueItems();
        indices.Should().OnlyContain(index => index >= 0 && index < limit);
    }

    [Fact]
    public void FillDistinctIndices_ThreeOfSix_ReachesAllSetsEquallyOften()
    {
        const int draws = 20_000;
        var counts = new Dictionary<string, int>();
        for (var sample = 0; sample < draws; sample++)
        {
            var set = string.Concat(Draw(Distinct, 4, 0, sample, 0, 6, 3).Order());
            counts[set] = counts.GetValueOrDefault(set) + 1;
        }

        counts.Should().HaveCount(20);
        ChiSquare([.. counts.Values], draws / 20.0).Should().BeLessThan(ChiSquareLimit(19));
    }

    [Fact]
    public void FillIndices_ShorterSpan_GivesAPrefix() =>
        Draw(Repeating, 1, 2, 3, 4, 77, 6).Should().Equal(Draw(Repeating, 1, 2, 3, 4, 77, 30).Take(6));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fill_EveryPlace_GivesItsOwnNumbers(bool distinct)
    {
        var fill = distinct ? Distinct : Repeating;
        var found = new HashSet<string>();
        var places = 0;
        foreach (var seed in new[] { -1L, 0, 1L << 32 })
        {
            foreach (var epoch in new[] { 0, 1, int.MaxValue })
            {
                foreach (var sample in new[] { 0, 65536, int.MaxValue })
                {
                    foreach (var view in new[] { 0, 1, RandomSource.MaxViews - 1 })
                    {
                        var indices = Draw(fill, seed, epoch, sample, view, 1 << 20, 4);
                        Draw(fill, seed, epoch, sample, view, 1 << 20, 4).Should().Equal(indices);
                        found.Add(string.Join(' ', indices));
                        places++;
                    }
                }
            }
        }

        found.Should().HaveCount(places);
    }

    [Fact]
    public void Fill_BothKinds_DoNotShareWords() =>
        Draw(Distinct, 1, 0, 0, 0, 1 << 30, 3).Should().NotIntersectWith(Draw(Repeating, 1, 0, 0, 0, 1 << 30, 3));

    [Fact]
    public void Fill_Nothing_IsAllowed() => Draw(Distinct, 1, 0, 0, 0, 1, 0).Should().BeEmpty();

    [Theory]
    [InlineData(-1, 0, 0, 5, 1)]
    [InlineData(0, -1, 0, 5, 1)]
    [InlineData(0, 0, RandomSource.MaxViews, 5, 1)]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(0, 0, 0, -3, 1)]
    [InlineData(0, 0, 0, int.MaxValue, RandomSource.MaxDraws + 1)]
    public void Fill_PlaceOrLimitOutOfRange_Throws(int epoch, int sample, int view, int limit, int count)
    {
        foreach (var fill in new[] { Repeating, Distinct })
        {
            ((Action)(() => Draw(fill, 0, epoch, sample, view, limit, count)))
                .Should()
                .Throw<ArgumentOutOfRangeException>();
        }
    }

    [Fact]
    public void FillDistinctIndices_MoreThanThereAre_SaysHowMany() =>
        ((Action)(() => Draw(Distinct, 0, 0, 0, 0, 5, 6)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*only 5 different*6 are asked for*");

    private static long[] Draw(Filler fill, long seed, int epoch, int sample, int view, int limit, int count)
    {
        var indices = new long[count];
        fill(new RandomSource(seed), epoch, sample, view, limit, indices);
        return indices;
    }

    private static double ChiSquare(int[] counts, double expected) =>
        counts.Sum(count => (count - expected) * (count - expected) / expected);

    /// <summary>About the 99.99th percentile (Wilson and Hilferty, 1931).</summary>
    private static double ChiSquareLimit(int degrees) =>
        degrees == 0
            ? 1e-9
            : degrees * Math.Pow(1 - (2 / (9.0 * degrees)) + (3.72 * Math.Sqrt(2 / (9.0 * degrees))), 3);
}
