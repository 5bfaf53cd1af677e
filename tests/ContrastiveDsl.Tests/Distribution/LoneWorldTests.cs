using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Distribution;

/// <summary>A process alone gives back what it is given: no copy, no library.</summary>
public sealed class LoneWorldTests : ScopedTests
{
    private static World Alone => World.Current;

    [Fact]
    public void Members_OfAProcessAlone_GiveBackWhatTheyAreGiven()
    {
        var (rows, more) = (rand(4, 2), rand(4, 3));
        var batch = new Batch(0, 0, [3, 1, 2]);

        Alone.Gather(rows).Should().BeSameAs(rows);
        Alone.Gather(rows, more).Should().Be((rows, more));
        Alone.Share(rows).Should().BeSameAs(rows);
        Alone.Share(batch).Should().BeSameAs(batch);
        Alone.Any(true).Should().BeTrue();
        Alone.Any(false).Should().BeFalse();
        Alone.Library.Should().BeNull();
        Alone.IsFirst.Should().BeTrue();
    }

    [Fact]
    public void Sum_OfAProcessAlone_ChangesNothing()
    {
        var values = arange(5).to(ScalarType.Float32);

        Alone.Sum(values);

        values.data<float>().Should().Equal(0, 1, 2, 3, 4);
    }

    [Theory]
    [InlineData(6, 3, 1, new[] { 12, 13 })]
    [InlineData(6, 2, 0, new[] { 10, 11, 12 })]
    [InlineData(6, 1, 0, new[] { 10, 11, 12, 13, 14, 15 })]
    public void PartOf_OfABatch_IsAsLongAsTheOthersAndInOrder(int count, int size, int rank, int[] expected)
    {
        var batch = new Batch(2, 7, [.. Enumerable.Range(10, count)]);

        var part = batch.PartOf(rank, size);

        part.Samples.Should().Equal(expected);
        (part.Epoch, part.Index).Should().Be((2, 7));
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(2, 4)]
    public void PartOf_OfABatchWithoutEqualShares_IsRefused(int count, int size)
    {
        var batch = new Batch(0, 0, new int[count]);

        var share = () => batch.PartOf(0, size);

        share.Should().Throw<ArgumentException>().WithMessage($"*{count} images has no equal shares for {size}*");
    }
}
