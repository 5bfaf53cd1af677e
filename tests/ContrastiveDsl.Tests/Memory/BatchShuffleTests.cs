using ContrastiveDsl.Data;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class BatchShuffleTests
{
    private static readonly RandomSource Random = new(3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(257)]
    public void Apply_RowNumbers_IsAPermutation(int count)
    {
        var order = Order(Random, Batch(0, count));
        order.Order().Should().Equal(Enumerable.Range(0, count).Select(i => (double)i));
    }

    [Theory]
    [InlineData(new long[] { 9 })]
    [InlineData(new long[] { 9, 4 })]
    [InlineData(new long[] { 9, 2, 3 })]
    [InlineData(new long[] { 9, 3, 4, 5 })]
    public void Undo_AfterApply_IsTheIdentity(long[] shape)
    {
        var x = Numbers.Random(1, shape);
        var shuffle = BatchShuffle.Sample(Random, Batch(0, 9), CPU);
        var shuffled = shuffle.Apply(x);
        shuffled.Values().Should().NotEqual(x.Values());
        shuffle.Undo(shuffled).ShouldEqual(x);
        shuffle.Apply(shuffle.Undo(x)).ShouldEqual(x);
    }

    [Fact]
    public void Apply_ChannelsLastImages_StayChannelsLast()
    {
        var images = Numbers.Random(1, 5, 3, 4, 6).ChannelsLast();
        var shuffled = BatchShuffle.Sample(Random, Batch(0, 5), CPU).Apply(images);
        shuffled.stride().Should().Equal(images.stride());
    }

    [Fact]
    public void Apply_Gradient_ComesBackInOrder()
    {
        var x = Numbers.Random(1, 6, 2).requires_grad_();
        var weights = Numbers.Random(2, 6, 2);
        var shuffle = BatchShuffle.Sample(Random, Batch(0, 6), CPU);
        shuffle.Apply(x).mul(weights).sum().backward();
        x.grad!.ShouldEqual(shuffle.Undo(weights));
    }

    [Fact]
    public void Sample_SamePlace_IsTheSamePermutation()
    {
        Order(new RandomSource(3), Batch(4, 50)).Should().Equal(Order(Random, Batch(4, 50)));
        Order(Random, Batch(4, 50) with { Index = 9 })
            .Should()
            .Equal(Order(Random, Batch(4, 50)), "the samples say which batch it is");
    }

    [Fact]
    public void Sample_OtherPlace_IsAnotherPermutation()
    {
        double[][] orders =
        [
            Order(Random, Batch(0, 50)),
            Order(Random, Batch(1, 50)),
            Order(new RandomSource(4), Batch(0, 50)),
            Order(Random, new Batch(0, 0, [.. Enumerable.Range(50, 50)])),
        ];
        orders.Select(order => string.Join(' ', order)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Sample_FirstEpoch_SharesNoDrawsWithTheQueuesFirstKeys()
    {
        var batch = Batch(0, 50);
        var draws = new float[50];
        Random.FillBatch(RandomStream.Memory, 0, batch.Samples, view: 0, count: 1, draws);
        var byTheQueuesDraws = Enumerable.Range(0, 50).OrderBy(i => draws[i]).Select(i => (double)i);
        Order(Random, batch).Should().NotEqual(byTheQueuesDraws.ToArray());
    }

    [Fact]
    public void Sample_ManyBatches_PutsEveryRowEverywhereEquallyOften()
    {
        const int epochs = 4000;
        const int count = 4;
        var counts = new int[count, count];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var order = Order(Random, Batch(epoch, count));
            for (var i = 0; i < count; i++)
            {
                counts[i, (int)order[i]]++;
            }
        }

        // Five standard deviations of a binomial count with p = 1/4.
        counts
            .Cast<int>()
            .Should()
            .OnlyContain(found => Math.Abs(found - (epochs / count)) < 5 * Math.Sqrt(epochs * 3 / 16.0));
    }

    [Fact]
    public void Apply_AnotherBatchSize_IsRefused()
    {
        var shuffle = BatchShuffle.Sample(Random, Batch(0, 4), CPU);
        shuffle
            .Invoking(s => s.Apply(ones(5, 2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*batch of 4*[5, 2]*");
        shuffle
            .Invoking(s => s.Undo(ones(3, 2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*batch of 4*[3, 2]*");
    }

    private static Batch Batch(int epoch, int count) =>
        new(epoch, 0, [.. Enumerable.Range(0, count).Select(i => 7 * i)]);

    private static double[] Order(RandomSource random, Batch batch)
    {
        using var scope = NewDisposeScope();
        var rows = arange(0, batch.Samples.Length, 1, dtype: ScalarType.Float32);
        return BatchShuffle.Sample(random, batch, CPU).Apply(rows).Values();
    }
}
