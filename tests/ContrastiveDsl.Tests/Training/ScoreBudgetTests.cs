using ContrastiveDsl.Data;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Tests.Training;

public sealed class ScoreBudgetTests : ScopedTests
{
    [Fact]
    public void IsDue_EpochAfterEpoch_NeverTakesMoreThanTheShare()
    {
        var budget = new ScoreBudget(0.02);
        var (trained, spent, scored) = (0.0, 0.0, new List<int>());
        for (var epoch = 1; epoch <= 100; epoch++)
        {
            budget.Train(10);
            trained += 10;
            if (epoch == 1)
            {
                budget.Estimate(0.5, cost: 0.01);
                spent += 0.01;
            }

            if (budget.IsDue)
            {
                budget.Spend(0.6);
                spent += 0.6;
                scored.Add(epoch);
            }

            // The first is a guess, and may be exceeded by as much as the guess was wrong.
            spent.Should().BeLessThanOrEqualTo((0.02 * trained) + 0.11);
        }

        // 0.2 s an epoch are affordable: an estimate of 0.5 s after three epochs, then 0.6 s every third.
        scored[0].Should().Be(3);
        scored.Should().HaveCount(33);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void IsDue_NoShareOrAllOfIt_IsNeverOrAlways(double share, bool due)
    {
        var budget = new ScoreBudget(share);
        budget.Train(1);
        budget.Estimate(1e6, cost: 0);
        budget.IsDue.Should().Be(due);
    }

    [Theory]
    [InlineData(10_000, 5, 500, 1000)]
    [InlineData(60_000, 100, 2000, 10_000)]
    [InlineData(200, 1, 100, 100)]
    public void Choose_OfAShortOrALongRun_TakesWhatTheTimeAllows(int count, int epochs, int queries, int bank)
    {
        using var images = Images(count, i => i % 10);

        var chosen = MonitoredImages.Choose(images, new RunSettings { Epochs = epochs, Seed = 4 });

        chosen.Queries.Should().HaveCount(queries).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
        chosen.Bank.Should().HaveCount(bank).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
        chosen.Bank.Should().NotIntersectWith(chosen.Queries);
        var again = MonitoredImages.Choose(images, new RunSettings { Epochs = epochs, Seed = 4 });
        again.Queries.Should().Equal(chosen.Queries);
        again.Bank.Should().Equal(chosen.Bank);
    }

    [Fact]
    public void Choose_ImagesSomeWithoutLabels_AsksNoneOfThose()
    {
        using var images = Images(1000, i => i % 4 == 0 ? i % 3 : 255);

        var chosen = MonitoredImages.Choose(images, new RunSettings { Epochs = 100 });

        chosen.Queries.Concat(chosen.Bank).Should().OnlyContain(image => image % 4 == 0).And.HaveCount(250);
    }

    [Fact]
    public void Choose_ImagesOfOneClass_RetrievesViews()
    {
        using var images = Images(500, _ => 0);

        var chosen = MonitoredImages.Choose(images, new RunSettings { Epochs = 100 });

        chosen.Bank.Should().BeEmpty("any answer would be right");
        chosen.Queries.Should().HaveCount(500);
    }

    private static ImageSet Images(int count, Func<int, int> labelOf) =>
        ImageSet.FromBytes(
            new byte[count],
            count,
            1,
            1,
            1,
            [.. Enumerable.Range(0, count).Select(i => (byte)labelOf(i))],
            signedLabels: true
        );
}
