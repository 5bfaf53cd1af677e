using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class MemoryScoresTests
{
    private const int Batch = 7;
    private const int Rows = 30;
    private const int Dimension = 6;
    private static readonly long[] Samples = [4, 29, 0, 11, 12, 13, 5];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2 * Rows, false)]
    [InlineData((3 * Rows) - 1, false)]
    [InlineData(Batch * Rows, false)]
    [InlineData(MemoryBank.DefaultCosinesAtOnce, false)]
    [InlineData(2 * Rows, true)]
    public void Compare_AnyChunks_EqualsGatheredRows(long cosinesAtOnce, bool inDoubles)
    {
        using var bank = new MemoryBank(Dimension, new RandomSource(1), CPU) { CosinesAtOnce = cosinesAtOnce };
        bank.Prepare(Rows);
        var negatives = Numbers.Longs(Enumerable.Range(0, Batch * 9).Select(i => (long)(i * i * 7 % Rows)), Batch, 9);
        var (mine, plain) = (Embeddings(inDoubles), Embeddings(inDoubles));

        var scores = bank.Compare(mine, MemoryBankTests.Draw(Samples, negatives));
        var units = plain / plain.mul(plain).sum(dim: 1L, keepdim: true).sqrt();
        var rows = bank.Rows.to(plain.dtype);
        var positives = rows.index_select(0, Numbers.Longs(Samples)).mul(units).sum(dim: 1L);
        var gathered = rows.index_select(0, negatives.view(-1)).view(Batch, 9, Dimension);
        var expected = gathered.mul(units.unsqueeze(1)).sum(dim: 2L);

        var tolerance = inDoubles ? 1e-14 : 1e-6;
        scores.Positives.dtype.Should().Be(plain.dtype);
        scores.Negatives.dtype.Should().Be(plain.dtype);
        scores.Positives.ShouldEqual(positives, tolerance);
        scores.Negatives.ShouldEqual(expected, tolerance);

        var (one, many) = (Numbers.Random(8, Batch).to(plain.dtype), Numbers.Random(9, Batch, 9).to(plain.dtype));
        scores.Positives.mul(one).sum().add(scores.Negatives.mul(many).sum()).backward();
        positives.mul(one).sum().add(expected.mul(many).sum()).backward();
        mine.grad!.ShouldEqual(plain.grad!, tolerance);
        (bank.Rows.grad is null).Should().BeTrue();
    }

    [Fact]
    public void Compare_AllOthers_MasksTheOwnColumn()
    {
        using var bank = MemoryBankTests.Bank(Rows, Dimension);
        var (mine, plain) = (Embeddings(false), Embeddings(false));
        var scores = bank.Compare(mine, MemoryBankTests.Draw(Samples, null));
        var cosines = (plain / plain.mul(plain).sum(dim: 1L, keepdim: true).sqrt()).mm(bank.Rows.t());
        scores.Negatives.shape.Should().Equal(Batch, Rows);
        var (actual, expected) = (scores.Negatives.Values(), cosines.Values());
        for (var i = 0; i < Batch; i++)
        {
            for (var row = 0; row < Rows; row++)
            {
                if (row == Samples[i])
                {
                    actual[(i * Rows) + row].Should().Be(double.NegativeInfinity);
                }
                else
                {
                    actual[(i * Rows) + row].Should().BeApproximately(expected[(i * Rows) + row], 1e-6);
                }
            }

            scores.Positives.Values()[i].Should().BeApproximately(expected[(i * Rows) + (int)Samples[i]], 1e-6);
        }

        // The softmax over all rows, whose cross entropy is logsumexp of both minus the positive.
        var rows = Numbers.Longs(Samples).unsqueeze(1);
        cat(new[] { scores.Positives.unsqueeze(1), scores.Negatives }, 1)
            .div(0.1)
            .logsumexp(1)
            .sub(scores.Positives.div(0.1))
            .mean()
            .backward();
        cosines.div(0.1).logsumexp(1).sub(cosines.gather(1, rows).squeeze(1).div(0.1)).mean().backward();
        mine.grad!.ShouldEqual(plain.grad!, 1e-6);
    }

    [Fact]
    public void Compare_TwiceWithOneDraw_SeesTheSameNegatives()
    {
        using var bank = MemoryBankTests.Bank(Rows, Dimension);
        var draw = bank.Draw(
            new RandomSource(1),
            new ContrastiveDsl.Data.Batch(0, 0, [.. Samples.Select(row => (int)row)]),
            12,
            false,
            false
        );
        var embeddings = Embeddings(false);
        var first = bank.Compare(embeddings, draw);
        var second = bank.Compare(embeddings.mul(3), draw);
        second.Negatives.ShouldEqual(first.Negatives, 1e-6);
        second.Positives.ShouldEqual(first.Positives, 1e-6);
    }

    [Fact]
    public void Compare_HalfPrecision_ScoresInFloats()
    {
        using var bank = MemoryBankTests.Bank(Rows, Dimension);
        var half = Embeddings(false).detach().to(ScalarType.BFloat16).requires_grad_();
        var scores = bank.Compare(half, MemoryBankTests.Draw(Samples, null));
        scores.Positives.dtype.Should().Be(ScalarType.Float32);
        scores.Positives.sum().backward();
        half.grad!.dtype.Should().Be(ScalarType.BFloat16);
    }

    [Fact]
    public void Update_BetweenLossAndBackward_IsRefusedByAutograd()
    {
        using var bank = MemoryBankTests.Bank(Rows, Dimension);
        var embeddings = Embeddings(false);
        var draw = MemoryBankTests.Draw(Samples, null);
        var loss = bank.Compare(embeddings, draw)
            .Positives.sum()
            .add(bank.Compare(embeddings, draw).Negatives.logsumexp(1).sum());
        bank.Update(embeddings, draw, 0.5);
        loss.Invoking(l => l.backward()).Should().Throw<Exception>().WithMessage("*inplace operation*");
    }

    [Fact]
    public void Compare_InsideAScope_LeavesTheScoresAlone()
    {
        using var bank = MemoryBankTests.Bank(Rows, Dimension);
        using var outer = NewDisposeScope();
        var before = outer.DisposablesCount;
        var embeddings = Embeddings(false).detach();
        var draw = MemoryBankTests.Draw(Samples, Numbers.Longs(Samples, Batch, 1));
        var made = outer.DisposablesCount;
        var scores = bank.Compare(embeddings, draw);
        outer.DisposablesCount.Should().Be(made + 2).And.BeGreaterThan(before);
        scores.Positives.ShouldEqual(scores.Negatives.squeeze(1), 1e-6);
        bank.Rows.IsInvalid.Should().BeFalse();
    }

    private static Tensor Embeddings(bool inDoubles) =>
        Numbers
            .Random(3, Batch, Dimension)
            .sub(0.5)
            .mul(4)
            .to(inDoubles ? ScalarType.Float64 : ScalarType.Float32)
            .detach()
            .requires_grad_();
}
