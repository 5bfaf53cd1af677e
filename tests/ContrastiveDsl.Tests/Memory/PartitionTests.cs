using ContrastiveDsl.Memory;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class PartitionTests : ScopedTests
{
    [Fact]
    public void Noise_FirstCall_SetsTheMeanOfExponentialsTimesTheCount()
    {
        using var partition = new Partition(0, CPU);
        partition.Value.Values().Should().Equal(0);
        var scores = Scores(1);
        var noise = partition.Noise(scores, 1000, 0.2);
        var expected =
            1000
            * scores.Positives.Values().Concat(scores.Negatives.Values()).Average(cosine => Math.Exp(cosine / 0.2));
        partition.Value.shape.Should().BeEmpty();
        partition.Value.Values()[0].Should().BeApproximately(expected, expected * 1e-5);
        noise.shape.Should().BeEmpty();
        noise.Values()[0].Should().BeApproximately(expected * 5 / 1000, expected * 1e-7);
    }

    [Fact]
    public void Noise_LaterCalls_KeepTheFirst()
    {
        using var partition = new Partition(0, CPU);
        partition.Noise(Scores(1), 1000, 0.2);
        var (value, first) = (partition.Value, partition.Value.Values());
        var noise = partition.Noise(Scores(2), 500, 0.1);
        partition.Value.Should().BeSameAs(value);
        partition.Value.Values().Should().Equal(first);
        noise.Values()[0].Should().BeApproximately(first[0] * 5 / 500, first[0] * 1e-8);
    }

    [Fact]
    public void Noise_GivenValue_IsNeverEstimated()
    {
        using var partition = new Partition(30, CPU);
        partition.Noise(Scores(1), 100, 0.2).Values()[0].Should().BeApproximately(1.5, 1e-6);
        partition.Value.Values().Should().Equal(30);
    }

    [Fact]
    public void Noise_ExponentialsBeyondFloats_AreAveragedAllTheSame()
    {
        // e^90 alone is beyond float32, but the mean over 2·10^5 scores is not.
        using var partition = new Partition(0, CPU);
        var scores = new MemoryScores(Numbers.Floats([0.9]), zeros(1, 200_000).sub(1));
        partition.Noise(scores, 1, 0.01);
        var expected = Math.Exp(90) / 200_001;
        partition.Value.Values()[0].Should().BeApproximately(expected, expected * 1e-4);
    }

    [Fact]
    public void Noise_ScoresWithAGradient_TakesNone()
    {
        using var partition = new Partition(0, CPU);
        var scores = Scores(1);
        var graded = new MemoryScores(scores.Positives.requires_grad_(), scores.Negatives.requires_grad_());
        partition.Noise(graded, 10, 0.2).requires_grad.Should().BeFalse();
        partition.Noise(graded, 10, 0.2).requires_grad.Should().BeFalse();
        partition.Value.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Noise_WrongArguments_AreRefused()
    {
        using var partition = new Partition(0, CPU);
        var scores = Scores(1);
        partition.Invoking(p => p.Noise(scores, 0, 0.2)).Should().Throw<ArgumentOutOfRangeException>();
        partition.Invoking(p => p.Noise(scores, 10, 0)).Should().Throw<ArgumentOutOfRangeException>();
        partition
            .Invoking(p => p.Noise(scores with { Positives = ones(3) }, 10, 0.2))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*Positives is [3] and Negatives is [4, 5]*");
        partition.Value.Values().Should().Equal(0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_ImpossibleValue_IsRefused(double value) =>
        ((Action)(() => new Partition(value, CPU))).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Load_Estimated_StaysFrozen()
    {
        using var folder = new TempFolder();
        using var saved = new Partition(0, CPU);
        saved.Noise(Scores(1), 1000, 0.2);
        using var loaded = new Partition(0, CPU);
        var value = loaded.Value;
        SavedState.Reload(folder, saved, loaded);
        loaded.Value.Should().BeSameAs(value);
        loaded.Value.Values().Should().Equal(saved.Value.Values());
        loaded.Noise(Scores(2), 1000, 0.1);
        loaded.Value.Values().Should().Equal(saved.Value.Values());
    }

    [Fact]
    public void Load_NotYetEstimated_EstimatesAfterwards()
    {
        using var folder = new TempFolder();
        using var saved = new Partition(0, CPU);
        using var loaded = new Partition(0, CPU);
        loaded.Noise(Scores(2), 10, 0.1);
        SavedState.Reload(folder, saved, loaded);
        loaded.Value.Values().Should().Equal(0);
        loaded.Noise(Scores(1), 1000, 0.2);
        saved.Noise(Scores(1), 1000, 0.2);
        loaded.Value.Values().Should().Equal(saved.Value.Values()).And.NotEqual([0]);
    }

    [Fact]
    public void Load_AnotherGivenValue_IsRefused()
    {
        using var folder = new TempFolder();
        using var saved = new Partition(30.1, CPU);
        using var same = new Partition(30.1, CPU);
        using var other = new Partition(40, CPU);
        SavedState.Reload(folder, saved, same);
        ((Action)(() => SavedState.Reload(folder, saved, other)))
            .Should()
            .Throw<StateException>()
            .WithMessage("*given as 40*saved with 30.1*");
        other.Value.Values().Should().Equal(40);
    }

    private static MemoryScores Scores(int seed) =>
        new(Numbers.Random(seed, 4).mul(2).sub(1), Numbers.Random(seed + 10, 4, 5).mul(2).sub(1));
}
