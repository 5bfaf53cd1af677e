using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class NegativeQueueTests
{
    [Theory]
    [InlineData(64, 16)]
    [InlineData(50, 5)]
    [InlineData(3, 1)]
    public void Constructor_AnySize_StartsWithUnitRows(int size, int dimension)
    {
        using var queue = new NegativeQueue(size, dimension, new RandomSource(1), CPU);
        queue.Keys.shape.Should().Equal(size, dimension);
        queue.Keys.dtype.Should().Be(ScalarType.Float32);
        queue.Pointer.Should().Be(0);
        Norms(queue).Should().OnlyContain(norm => Math.Abs(norm - 1) < 1e-6);
    }

    [Fact]
    public void Constructor_ManyKeys_AreUniformOnTheSphere()
    {
        using var queue = new NegativeQueue(4000, 8, new RandomSource(2), CPU);
        var keys = queue.Keys.Values().Chunk(8).ToArray();
        for (var i = 0; i < 8; i++)
        {
            // Of a uniform direction in 8 dimensions: mean 0, mean square 1/8, mean fourth power 3/(8·10).
            keys.Average(key => key[i]).Should().BeApproximately(0, 0.02);
            keys.Average(key => key[i] * key[i]).Should().BeApproximately(1 / 8.0, 0.01);
            keys.Average(key => Math.Pow(key[i], 4)).Should().BeApproximately(3 / 80.0, 0.006);
            keys.Average(key => key[i] * key[(i + 1) % 8]).Should().BeApproximately(0, 0.01);
        }
    }

    [Fact]
    public void Constructor_SameSeed_GivesTheSameKeysWhereverTorchsGeneratorIs()
    {
        using var first = new NegativeQueue(20, 6, new RandomSource(7), CPU);
        rand(1).Dispose();
        using var second = new NegativeQueue(20, 6, new RandomSource(7), CPU);
        using var other = new NegativeQueue(20, 6, new RandomSource(8), CPU);
        second.Keys.Values().Should().Equal(first.Keys.Values());
        other.Keys.Values().Should().NotEqual(first.Keys.Values());
        first.Keys.Values().Chunk(6).Select(row => row[0]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Constructor_InsideAScope_KeysOutliveIt()
    {
        NegativeQueue queue;
        using (NewDisposeScope())
        {
            queue = new NegativeQueue(4, 2, new RandomSource(1), CPU);
        }

        queue.Keys.IsInvalid.Should().BeFalse();
        queue.Dispose();
        queue.Keys.IsInvalid.Should().BeTrue();
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(10, 10)]
    [InlineData(7, 4)]
    [InlineData(4, 9)]
    [InlineData(4, 23)]
    [InlineData(1, 2)]
    public void Enqueue_AnyBatchSize_HoldsTheLastKeysAtTheirPlaces(int size, int batch)
    {
        using var queue = new NegativeQueue(size, 2, new RandomSource(1), CPU);
        var expected = queue.Keys.Values().Chunk(2).ToArray();
        var written = 0;
        for (var step = 0; step < 9; step++)
        {
            // Key number n points at the angle n, whatever its length.
            var angles = Enumerable.Range(written, batch).ToArray();
            queue.Enqueue(
                Numbers.Floats(angles.SelectMany(n => new[] { (n + 1) * Math.Cos(n), (n + 1) * Math.Sin(n) }), batch, 2)
            );
            foreach (var n in angles)
            {
                expected[n % size] = [Math.Cos(n), Math.Sin(n)];
            }

            written += batch;

            queue.Pointer.Should().Be(written % size);
            queue.Keys.ShouldEqual(Numbers.Floats(expected.SelectMany(key => key), size, 2), 1e-6);
        }
    }

    [Fact]
    public void Enqueue_FullQueue_OverwritesTheOldestKeysFirst()
    {
        using var queue = new NegativeQueue(5, 2, new RandomSource(1), CPU);
        var first = queue.Keys.Values().Chunk(2).ToArray();
        queue.Enqueue(ones(2, 2));
        var after = queue.Keys.Values().Chunk(2).ToArray();
        after[..2].Should().OnlyContain(key => Math.Abs(key[0] - Math.Sqrt(0.5)) < 1e-6);
        for (var i = 2; i < 5; i++)
        {
            after[i].Should().Equal(first[i]);
        }
    }

    [Fact]
    public void Enqueue_RawKeysOfAnyType_KeepsUnitNorms()
    {
        using var queue = new NegativeQueue(12, 6, new RandomSource(1), CPU);
        foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16, ScalarType.Float64 })
        {
            queue.Enqueue(Numbers.Random(3, 5, 6).sub(0.5).mul(40).to(type));
        }

        Norms(queue).Should().OnlyContain(norm => Math.Abs(norm - 1) < 1e-6);
        queue.Keys.dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void Enqueue_KeysWithAGradient_CutsIt()
    {
        using var queue = new NegativeQueue(6, 3, new RandomSource(1), CPU);
        queue.Enqueue(ones(2, 3).requires_grad_());
        queue.Keys.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Enqueue_BetweenLossAndBackward_IsRefusedByAutograd()
    {
        using var queue = new NegativeQueue(6, 3, new RandomSource(1), CPU);
        var queries = Numbers.Random(1, 2, 3).requires_grad_();
        var loss = InfoNce.Loss(queries, ones(2, 3), queue.Keys, 0.2);
        queue.Enqueue(ones(2, 3));
        loss.Invoking(l => l.backward()).Should().Throw<Exception>().WithMessage("*inplace operation*");
    }

    [Fact]
    public void Load_WhatWasSaved_GoesOnWithTheSameBits()
    {
        using var folder = new TempFolder();
        using var saved = new NegativeQueue(7, 4, new RandomSource(1), CPU);
        saved.Enqueue(Numbers.Random(1, 5, 4).sub(0.5));
        using var loaded = new NegativeQueue(7, 4, new RandomSource(2), CPU);
        var keys = loaded.Keys;

        using (var reader = SavedState.Of(folder, saved))
        {
            loaded.Load(reader);
            reader.RequireAllRead();
        }

        loaded.Keys.Should().BeSameAs(keys);
        loaded.Pointer.Should().Be(5);
        loaded.Keys.Values().Should().Equal(saved.Keys.Values());
        foreach (var queue in new[] { saved, loaded })
        {
            queue.Enqueue(Numbers.Random(2, 6, 4).sub(0.5));
        }

        loaded.Keys.Values().Should().Equal(saved.Keys.Values());
    }

    [Fact]
    public void Load_QueueOfAnotherSize_IsRefused()
    {
        using var folder = new TempFolder();
        using var saved = new NegativeQueue(7, 4, new RandomSource(1), CPU);
        saved.Enqueue(ones(5, 4));
        using var reader = SavedState.Of(folder, saved);
        using var smaller = new NegativeQueue(4, 4, new RandomSource(1), CPU);
        using var wider = new NegativeQueue(7, 5, new RandomSource(1), CPU);
        smaller
            .Invoking(queue => queue.Load(reader))
            .Should()
            .Throw<StateException>()
            .WithMessage("*'pointer' is 5*rows 0 to 3*");
        wider.Invoking(queue => queue.Load(reader)).Should().Throw<StateException>().WithMessage("*keys*");
        smaller.Pointer.Should().Be(0);
        wider.Pointer.Should().Be(0);
    }

    [Fact]
    public void Enqueue_WrongKeys_SaysWhatTheyShouldBe()
    {
        using var queue = new NegativeQueue(6, 3, new RandomSource(1), CPU);
        foreach (var keys in new[] { ones(2, 4), ones(3), zeros(0, 3), ones(2, 3, 1) })
        {
            queue
                .Invoking(q => q.Enqueue(keys))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage($"*[B, 3]*[{string.Join(", ", keys.shape)}]*");
        }

        queue.Pointer.Should().Be(0);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    [InlineData(4, RandomSource.MaxDraws + 1)]
    [InlineData(1 << 20, 1 << 12)]
    [InlineData(1 << 20, 1 << 9)]
    public void Constructor_ImpossibleSize_IsRefused(int size, int dimension) =>
        ((Action)(() => new NegativeQueue(size, dimension, new RandomSource(1), CPU)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    private static IEnumerable<double> Norms(NegativeQueue queue) =>
        queue.Keys.Values().Chunk(queue.Dimension).Select(key => Math.Sqrt(key.Sum(x => x * x)));
}
