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

    [Theory]
    [InlineData((LearningRateScaling)3, 256, "scaling")]
    [InlineData(LearningRateScaling.Linear, 0, "batchSize")]
    public void Scale_OutOfRange_IsRefused(LearningRateScaling scaling, int batchSize, string argument)
    {
        var scale = () => LearningRates.Scale(0.1, scaling, batchSize);

        scale.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(argument);
    }
}
