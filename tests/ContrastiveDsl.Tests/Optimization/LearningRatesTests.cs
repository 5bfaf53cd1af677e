using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Tests.Optimization;

public sealed class LearningRatesTests
{
    [Theory]
    [InlineData(LearningRateScaling.None, 0.3, 4096, 0.3)]
    [InlineData(LearningRateScaling.Linear, 0.3, 4096, 4.8)]
    [InlineData(LearningRateScaling.Linear, 0.3, 128, 0.15)]
    [InlineData(LearningRateScaling.SquareRoot, 0.075, 4096, 4.8)]
    public void Scale_EachScaling_FollowsTheBatchSize(
        LearningRateScaling scaling,
        double rate,
        int batchSize,
        double expected
    )
    {
        LearningRates.Scale(rate, scaling, batchSize).Should().BeApproximately(expected, 1e-12);
    }
}
