using ContrastiveDsl.Data;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class MemoryDrawTests
{
    private static readonly Batch Batch = new(2, 0, [3, 19, 0]);
    private static readonly RandomSource Random = new(1);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Draw_Batch_HasItsRowsAndNegativesOfTheBank(bool distinct, bool excludePositive)
    {
        using var bank = MemoryBankTests.Bank(20, 4);
        var draw = bank.Draw(Random, Batch, 15, distinct, excludePositive);
        draw.Rows.dtype.Should().Be(ScalarType.Int64);
        draw.Rows.Values().Should().Equal(3, 19, 0);
        draw.Negatives!.shape.Should().Equal(3, 15);
        draw.Negatives.Values().Should().OnlyContain(row => row >= 0 && row < 20);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draw_Distinct_HasNoNegativeTwice(bool excludePositive)
    {
        using var bank = MemoryBankTests.Bank(20, 4);
        foreach (var negatives in new[] { 1, 7, 19 })
        {
            foreach (var row in Rows(bank, Batch, negatives, true, excludePositive))
            {
                row.Should().OnlyHaveUniqueItems();
            }
        }
    }

    [Fact]
    public void Draw_NotDistinct_RepeatsSome()
    {
        using var bank = MemoryBankTests.Bank(20, 4);
        Rows(bank, Batch, 200, false, false).Should().OnlyContain(row => row.Distinct().Count() == 20);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draw_ExcludingThePositive_DrawsEveryOtherRow(bool distinct)
    {
        using var bank = MemoryBankTests.Bank(20, 4);
        foreach (var epoch in Enumerable.Range(0, 20))
        {
            foreach (
                var (row, own) in Rows(bank, Batch with { Epoch = epoch }, distinct ? 19 : 400, distinct, true)
                    .Zip(Batch.Samples)
            )
            {
                row.Distinct()
                    .Order()
                    .Should()
                    .Equal(Enumerable.Range(0, 20).Where(i => i != own).Select(i => (double)i));
            }
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Draw_ManyTimes_IsUniform(bool distinct, bool excludePositive)
    {
        using var bank = MemoryBankTests.Bank(7, 2);
        var counts = new int[7];
        const int epochs = 2000;
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            foreach (var row in Rows(bank, new Batch(epoch, 0, [4]), 3, distinct, excludePositive))
            {
                foreach (var index in row)
                {
                    counts[(int)index]++;
                }
            }
        }

        var rows = excludePositive ? 6 : 7;
        var expected = epochs * 3 / (double)rows;
        for (var i = 0; i < 7; i++)
        {
            ((double)counts[i])
                .Should()
                .BeApproximately(
                    excludePositive && i == 4 ? 0 : expected,
                    excludePositive && i == 4 ? 0 : 5 * Math.Sqrt(expected)
                );
        }
    }

    [Fact]
    public void Draw_SamePlace_HasTheSameNegativesWhoeverElseIsInTheBatch()
    {
        using var bank = MemoryBankTests.Bank(50, 2);
        using var same = MemoryBankTests.Bank(50, 2);
        foreach (var distinct in new[] { false, true })
        {
            var first = Rows(bank, new Batch(1, 0, [8, 30]), 20, distinct, false);
            Rows(same, new Batch(1, 5, [2, 30, 8]), 20, distinct, false)[1..]
                .Should()
                .BeEquivalentTo(new[] { first[1], first[0] }, options => options.WithStrictOrdering());
            double[][] all =
            [
                .. first,
                .. Rows(bank, new Batch(2, 0, [8, 30]), 20, distinct, false),
                .. Rows(bank, new RandomSource(2), new Batch(1, 0, [8, 30]), 20, distinct, false),
            ];
            all.Select(row => string.Join(' ', row)).Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void Draw_BatchAlone_MeansAllOthers()
    {
        using var bank = MemoryBankTests.Bank(20, 4);
        var draw = bank.Draw(Batch);
        (draw.Negatives is null).Should().BeTrue();
        draw.Rows.Values().Should().Equal(3, 19, 0);
    }

    [Fact]
    public void Draw_TooManyNegatives_SaysHowManyThereAre()
    {
        using var bank = MemoryBankTests.Bank(20, 4);
        Refused(bank, 21, true, false).WithMessage("*20 rows*different*");
        Refused(bank, 20, true, true).WithMessage("*19 other rows*different*");
        Refused(bank, 0, false, false);
        Refused(bank, -1, false, false);
        Refused(bank, RandomSource.MaxDraws + 1, false, false);
        bank.Draw(Random, Batch, 20, true, false).Negatives!.size(1).Should().Be(20);
        using var single = MemoryBankTests.Bank(1, 4);
        single
            .Invoking(b => b.Draw(new Batch(0, 0, [0])))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*no other*");
        single
            .Invoking(b => b.Draw(Random, new Batch(0, 0, [0]), 5, false, true))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*0 other rows*");
    }

    [Fact]
    public void Draw_ImageWithoutARow_IsNamed()
    {
        using var bank = MemoryBankTests.Bank(19, 4);
        bank.Invoking(b => b.Draw(Random, Batch, 3, false, false))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*image 19*rows 0 to 18*");
        bank.Invoking(b => b.Draw(Batch)).Should().Throw<ArgumentException>().WithMessage("*image 19*rows 0 to 18*");
        bank.Invoking(b => b.Draw(Random, new Batch(0, 0, []), 3, false, false))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*no images*");
    }

    [Fact]
    public void Of_WrongTensors_SaysWhatTheyShouldBe()
    {
        var rows = Numbers.Longs([0, 1]);
        foreach (var wrong in new[] { ones(2), Numbers.Longs([0, 1], 2, 1), Numbers.Longs([]) })
        {
            ((Action)(() => MemoryDraw.Of(wrong, null))).Should().Throw<ArgumentException>().WithMessage("*Int64 [B]*");
        }

        foreach (
            var wrong in new[]
            {
                ones(2, 3),
                Numbers.Longs([0, 1]),
                Numbers.Longs([0, 1, 2], 3, 1),
                Numbers.Longs([], 2, 0),
            }
        )
        {
            ((Action)(() => MemoryDraw.Of(rows, wrong)))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage("*Int64 [2, K]*");
        }
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentOutOfRangeException> Refused(
        MemoryBank bank,
        int negatives,
        bool distinct,
        bool excludePositive
    ) =>
        bank.Invoking(b => b.Draw(Random, Batch, negatives, distinct, excludePositive))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    private static double[][] Rows(MemoryBank bank, Batch batch, int negatives, bool distinct, bool excludePositive) =>
        Rows(bank, Random, batch, negatives, distinct, excludePositive);

    private static double[][] Rows(
        MemoryBank bank,
        RandomSource random,
        Batch batch,
        int negatives,
        bool distinct,
        bool excludePositive
    ) => [.. bank.Draw(random, batch, negatives, distinct, excludePositive).Negatives!.Values().Chunk(negatives)];
}
