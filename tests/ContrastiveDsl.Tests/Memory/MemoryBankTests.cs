using ContrastiveDsl.Data;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class MemoryBankTests
{
    [Theory]
    [InlineData(64, 16)]
    [InlineData(50, 5)]
    [InlineData(3, 1)]
    [InlineData(2, 300_000 / 2)]
    public void Prepare_AnySize_StartsWithUnitRows(int count, int dimension)
    {
        using var bank = Bank(count, dimension);
        bank.Count.Should().Be(count);
        bank.Dimension.Should().Be(dimension);
        bank.Rows.shape.Should().Equal(count, dimension);
        bank.Rows.dtype.Should().Be(ScalarType.Float32);
        bank.Rows.requires_grad.Should().BeFalse();
        Norms(bank.Rows).Should().OnlyContain(norm => Math.Abs(norm - 1) < 1e-5);
    }

    [Fact]
    public void Prepare_ManyRows_AreNormalisedUniformNumbers()
    {
        using var bank = Bank(20_000, 3);
        var rows = bank.Rows.Values().Chunk(3).ToArray();
        for (var i = 0; i < 3; i++)
        {
            // Symmetric, and the same for each axis, so mean 0 and mean square 1/3; a cube's points lean to its
            // corners, unlike a sphere's, whose fourth moment is 1/5.
            rows.Average(row => row[i]).Should().BeApproximately(0, 0.02);
            rows.Average(row => row[i] * row[i]).Should().BeApproximately(1 / 3.0, 0.01);
            rows.Average(row => row[i] * row[(i + 1) % 3]).Should().BeApproximately(0, 0.015);
            rows.Average(row => Math.Pow(row[i], 4)).Should().BeInRange(0.17, 0.195);
        }
    }

    [Fact]
    public void Prepare_SameSeed_GivesTheSameRowsWhateverTheirNumber()
    {
        using var first = Bank(40, 6, seed: 7);
        rand(1).Dispose();
        using var second = Bank(60, 6, seed: 7);
        using var other = Bank(40, 6, seed: 8);
        second.Rows.Values()[..240].Should().Equal(first.Rows.Values());
        other.Rows.Values().Should().NotEqual(first.Rows.Values());
        second.Rows.Values().Chunk(6).Select(row => row[0]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Prepare_Twice_KeepsTheRows()
    {
        using var bank = Bank(9, 4);
        bank.Update(ones(1, 4), Draw([3], null), 0);
        var (rows, values) = (bank.Rows, bank.Rows.Values());
        bank.Prepare(9);
        bank.Rows.Should().BeSameAs(rows);
        bank.Rows.Values().Should().Equal(values);
    }

    [Fact]
    public void Prepare_AnotherCount_SaysBothCounts()
    {
        using var bank = Bank(9, 4);
        bank.Invoking(b => b.Prepare(10))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*belongs to 9 images*training data has 10*");
        bank.Count.Should().Be(9);
    }

    [Fact]
    public void Fill_SomeRows_NormalisesThemAndLeavesTheOthers()
    {
        using var bank = Bank(5, 2);
        var before = bank.Rows.Values();
        bank.Fill(1, (ones(2, 2) * 3).requires_grad_());
        var expected = (double)MathF.Sqrt(0.5f);
        bank.Rows.Values()[2..6].Should().OnlyContain(value => Math.Abs(value - expected) < 1e-6);
        bank.Rows.Values()[..2].Should().Equal(before[..2]);
        bank.Rows.Values()[6..].Should().Equal(before[6..]);
        bank.Rows.requires_grad.Should().BeFalse();
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(-1, 2)]
    public void Fill_OutsideTheBank_SaysTheRows(int first, int rows)
    {
        using var bank = Bank(5, 2);
        bank.Invoking(b => b.Fill(first, ones(rows, 2)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage($"*{rows} rows from {first} on*5 images*");
    }

    [Fact]
    public void Fill_AnotherDimension_SaysBothShapes()
    {
        using var bank = Bank(5, 2);
        bank.Invoking(b => b.Fill(0, ones(2, 3)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*rows of length 2*[2, 3]*");
    }

    [Fact]
    public void Rows_BeforePrepare_SaysWhatToCall()
    {
        using var bank = new MemoryBank(4, new RandomSource(1), CPU);
        bank.Count.Should().Be(0);
        bank.Invoking(b => b.Rows).Should().Throw<InvalidOperationException>().WithMessage("*Prepare*");
        bank.Invoking(b => b.Draw(new RandomSource(1), new Batch(0, 0, [0]), 1, false, false))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*Prepare*");
        bank.Invoking(b => b.Compare(ones(1, 4), Draw([0], null)))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*Prepare*");
        bank.Invoking(b => b.Update(ones(1, 4), Draw([0], null), 0.5))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*Prepare*");
    }

    [Fact]
    public void Prepare_InsideAScope_RowsOutliveIt()
    {
        var bank = new MemoryBank(2, new RandomSource(1), CPU);
        using (NewDisposeScope())
        {
            bank.Prepare(4);
        }

        var rows = bank.Rows;
        rows.IsInvalid.Should().BeFalse();
        bank.Dispose();
        rows.IsInvalid.Should().BeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RandomSource.MaxDraws + 1)]
    public void Constructor_ImpossibleDimension_IsRefused(int dimension) =>
        ((Action)(() => new MemoryBank(dimension, new RandomSource(1), CPU)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void CosinesAtOnce_BelowOne_IsRefused() =>
        ((Action)(() => new MemoryBank(4, new RandomSource(1), CPU) { CosinesAtOnce = 0 }))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Update_SomeRows_FollowTheFormulaAndOthersKeepTheirBits(double momentum)
    {
        using var bank = Bank(12, 5);
        var before = bank.Rows.Values().Chunk(5).ToArray();
        var (samples, embeddings) = (new long[] { 7, 0, 11 }, Numbers.Random(2, 3, 5).sub(0.5).mul(9));
        bank.Update(embeddings, Draw(samples, null), momentum);
        var after = bank.Rows.Values().Chunk(5).ToArray();
        var raw = embeddings.Values().Chunk(5).ToArray();
        for (var row = 0; row < 12; row++)
        {
            var image = Array.IndexOf(samples, row);
            if (image < 0)
            {
                after[row].Should().Equal(before[row]);
                continue;
            }

            var unit = Unit(raw[image]);
            var expected = Unit([.. before[row].Zip(unit, (old, now) => (momentum * old) + ((1 - momentum) * now))]);
            for (var i = 0; i < 5; i++)
            {
                after[row][i].Should().BeApproximately(expected[i], 1e-6);
            }
        }
    }

    [Fact]
    public void Update_ManyTimesWithAnyType_KeepsUnitRowsWithoutGradient()
    {
        using var bank = Bank(6, 4);
        var rows = bank.Rows;
        foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16, ScalarType.Float64 })
        {
            bank.Update(Numbers.Random(1, 3, 4).sub(0.4).mul(30).to(type).requires_grad_(), Draw([5, 1, 2], null), 0.5);
        }

        bank.Rows.Should().BeSameAs(rows);
        bank.Rows.dtype.Should().Be(ScalarType.Float32);
        bank.Rows.requires_grad.Should().BeFalse();
        Norms(bank.Rows).Should().OnlyContain(norm => Math.Abs(norm - 1) < 1e-6);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Update_ImpossibleMomentum_IsRefused(double momentum)
    {
        using var bank = Bank(6, 4);
        bank.Invoking(b => b.Update(ones(1, 4), Draw([0], null), momentum))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*from 0 to 1*");
    }

    [Fact]
    public void Update_WrongEmbeddings_SaysWhatTheyShouldBe()
    {
        using var bank = Bank(6, 4);
        foreach (var wrong in new[] { ones(2, 5), ones(3, 4), ones(4), ones(2, 4, 1) })
        {
            bank.Invoking(b => b.Update(wrong, Draw([0, 1], null), 0.5))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage($"*must be [2, 4]*are [{string.Join(", ", wrong.shape)}]*");
            bank.Invoking(b => b.Compare(wrong, Draw([0, 1], null)))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage("*must be [2, 4]*");
        }
    }

    [Fact]
    public void Load_WhatWasSaved_GoesOnWithTheSameBits()
    {
        using var folder = new TempFolder();
        using var saved = Bank(7, 4, seed: 1);
        saved.Update(Numbers.Random(1, 2, 4), Draw([6, 2], null), 0.5);
        using var empty = new MemoryBank(4, new RandomSource(1), CPU);
        using var prepared = Bank(7, 4, seed: 2);
        var rows = prepared.Rows;
        foreach (var bank in new[] { empty, prepared })
        {
            using var reader = SavedState.Of(folder, saved);
            using (NewDisposeScope())
            {
                bank.Load(reader);
            }

            reader.RequireAllRead();
            bank.Count.Should().Be(7);
            bank.Rows.Values().Should().Equal(saved.Rows.Values());
            bank.Prepare(7);
        }

        prepared.Rows.Should().BeSameAs(rows);
        var batch = new Batch(3, 0, [0, 4]);
        empty
            .Draw(new RandomSource(1), batch, 9, false, false)
            .Negatives!.Values()
            .Should()
            .Equal(saved.Draw(new RandomSource(1), batch, 9, false, false).Negatives!.Values());
        foreach (var bank in new[] { saved, empty, prepared })
        {
            bank.Update(Numbers.Random(5, 2, 4), Draw([1, 2], null), 0.5);
        }

        empty.Rows.Values().Should().Equal(saved.Rows.Values());
        prepared.Rows.Values().Should().Equal(saved.Rows.Values());
    }

    [Fact]
    public void Load_SavedBeforePrepare_StaysWithoutRows()
    {
        using var folder = new TempFolder();
        using var saved = new MemoryBank(4, new RandomSource(1), CPU);
        using var loaded = new MemoryBank(4, new RandomSource(1), CPU);
        using var reader = SavedState.Of(folder, saved);
        loaded.Load(reader);
        reader.RequireAllRead();
        loaded.Count.Should().Be(0);
        loaded.Prepare(3);
    }

    [Fact]
    public void Load_BankOfOtherSizes_IsRefusedAndChangesNothing()
    {
        using var folder = new TempFolder();
        using var saved = Bank(7, 4);
        using var reader = SavedState.Of(folder, saved);
        using var wider = new MemoryBank(5, new RandomSource(1), CPU);
        wider
            .Invoking(bank => bank.Load(reader))
            .Should()
            .Throw<StateException>()
            .WithMessage("*Float32 [7, 4]*length 5*another dimension*");
        wider.Count.Should().Be(0);
        using var longer = Bank(8, 4);
        longer
            .Invoking(bank => bank.Load(reader))
            .Should()
            .Throw<StateException>()
            .WithMessage("*belongs to 7 images*this one to 8*");
        longer.Count.Should().Be(8);
    }

    [Fact]
    public void Prepare_AfterLoadingABankOfOtherData_SaysBothCounts()
    {
        using var folder = new TempFolder();
        using var saved = Bank(7, 4);
        using var reader = SavedState.Of(folder, saved);
        using var loaded = new MemoryBank(4, new RandomSource(1), CPU);
        loaded.Load(reader);
        loaded
            .Invoking(bank => bank.Prepare(8))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*7 images*has 8*");
    }

    internal static MemoryBank Bank(int count, int dimension, long seed = 1)
    {
        var bank = new MemoryBank(dimension, new RandomSource(seed), CPU);
        bank.Prepare(count);
        return bank;
    }

    internal static MemoryDraw Draw(long[] rows, Tensor? negatives) => MemoryDraw.Of(Numbers.Longs(rows), negatives);

    private static double[] Unit(double[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm)];
    }

    private static IEnumerable<double> Norms(Tensor rows) =>
        rows.Values().Chunk((int)rows.size(1)).Select(row => Math.Sqrt(row.Sum(x => x * x)));
}
