using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Tests.Optimization;

public sealed class CosineWeightDecayTests
{
    [Theory]
    [InlineData(0.04, 0.4)]
    [InlineData(0.1, 0)]
    public void At_WholeRun_GoesFromInitialToFinal(double initial, double final)
    {
        var decay = CosineWeightDecay.ForRun(initial, final, stepsPerEpoch: 4, epochs: 2);

        decay.TotalSteps.Should().Be(8);
        decay.At(0).Should().BeApproximately(initial, 1e-15);
        decay.At(2).Should().BeApproximately(final + ((initial - final) * (2 + Math.Sqrt(2)) / 4), 1e-15);
        decay.At(4).Should().BeApproximately((initial + final) / 2, 1e-15);
        decay.At(7).Should().BeInRange(Math.Min(initial, final), Math.Max(initial, final)).And.NotBe(final);
        decay.At(8).Should().Be(final);
        decay.At(9).Should().Be(final);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Constructor_NoDecay_IsRefused(double value)
    {
        ((Action)(() => new CosineWeightDecay(value, 0.4, 8))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new CosineWeightDecay(0.04, value, 8))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Constructor_NoSteps_IsRefused()
    {
        ((Action)(() => new CosineWeightDecay(0.04, 0.4, 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => CosineWeightDecay.ForRun(0.04, 0.4, 1, 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new CosineWeightDecay(0.04, 0.4, 1).At(-1))).Should().Throw<ArgumentOutOfRangeException>();
    }
}
