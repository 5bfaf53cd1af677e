using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Tests.Optimization;

public sealed class CosineMomentumTests
{
    [Fact]
    public void At_WholeRun_RisesFromInitialToFinal()
    {
        var momentum = new CosineMomentum(0.99, 1, totalSteps: 8);

        momentum.At(0).Should().BeApproximately(0.99, 1e-12);
        momentum.At(4).Should().BeApproximately(0.995, 1e-12);
        momentum.At(7).Should().BeLessThan(1);
        momentum.At(8).Should().Be(1);
        momentum.At(9).Should().Be(1);
    }

    [Fact]
    public void At_ReachedOnLastStep_HasTheFinalValueOneStepEarlier()
    {
        new CosineMomentum(0.99, 1, 8, reachedOnLastStep: true).At(7).Should().Be(1);
        new CosineMomentum(0.99, 1, 1, reachedOnLastStep: true).At(0).Should().Be(1);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Constructor_NoMomentum_IsRefused(double value)
    {
        ((Action)(() => new CosineMomentum(value, 1, 8))).Should().Throw<ArgumentOutOfRangeException>();
    }
}
