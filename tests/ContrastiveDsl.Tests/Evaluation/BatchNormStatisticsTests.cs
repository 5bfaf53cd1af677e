using ContrastiveDsl.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class BatchNormStatisticsTests : ScopedTests
{
    [Fact]
    public void Estimate_Batches_GivesTheirAverageStatistics()
    {
        var norm = nn.BatchNorm1d(2);
        var network = nn.Sequential(("norm", norm));
        network.eval();
        var batches = new[] { Numbers.Random(1, 8, 2), Numbers.Random(2, 8, 2).mul(3), Numbers.Random(3, 8, 2).add(5) };
        BatchNormStatistics.Estimate(network, batches).Should().Be(3);

        double[] Average(Func<Tensor, Tensor> statistic) =>
            [.. Enumerable.Range(0, 2).Select(i => batches.Average(batch => statistic(batch).Values()[i]))];
        norm.running_mean!.Values().Should().Equal(Average(batch => batch.mean([0])), (a, e) => Math.Abs(a - e) < 1e-5);
        norm.running_var!.Values().Should().Equal(Average(batch => batch.var(0L)), (a, e) => Math.Abs(a - e) < 1e-5);
        norm.momentum.Should().Be(0.1);
        network.training.Should().BeFalse();
        norm.training.Should().BeFalse();
    }

    [Fact]
    public void Estimate_NoBatches_Throws()
    {
        var act = () => BatchNormStatistics.Estimate(nn.Sequential(("norm", nn.BatchNorm1d(2))), []);
        act.Should().Throw<ArgumentException>();
    }
}
