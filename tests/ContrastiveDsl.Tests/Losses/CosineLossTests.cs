using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

/// <summary>Closed forms of the losses without negatives: BYOL, SimSiam, RAFT.</summary>
public sealed class CosineLossTests : ScopedTests
{
    private static readonly double[] Right = [2, 0];
    private static readonly double[] Up = [0, 3];

    [Fact]
    public void Loss_EqualEmbeddings_IsAtItsClosedForm()
    {
        var z = Numbers.Random(1, 6, 8).sub(0.5);
        Byol.Loss(z, z).item<float>().Should().BeApproximately(0, 1e-6f);
        NegativeCosine.Loss(z, z).item<float>().Should().BeApproximately(-1, 1e-6f);
        Raft.Loss(z, z, z, z, 1, 1, RaftObjective.RunAway).item<float>().Should().BeApproximately(0, 1e-6f);
        Raft.Loss(z, z, z, z, 1, 1, RaftObjective.ByolPrime).item<float>().Should().BeApproximately(0, 1e-6f);
    }

    [Fact]
    public void Loss_OppositeEmbeddings_IsAtTheOtherEnd()
    {
        var z = Numbers.Random(1, 6, 8).sub(0.5);
        Byol.Loss(z, z.neg()).item<float>().Should().BeApproximately(4, 1e-6f);
        NegativeCosine.Loss(z, z.neg()).item<float>().Should().BeApproximately(1, 1e-6f);
        Raft.Loss(z, z, z.neg(), z.neg(), 1, 2, RaftObjective.RunAway)
            .item<float>()
            .Should()
            .BeApproximately(-8, 1e-5f);
        Raft.Loss(z, z.neg(), z, z.neg(), 3, 1, RaftObjective.RunAway)
            .item<float>()
            .Should()
            .BeApproximately(12, 1e-5f);
    }

    [Theory]
    [InlineData(RaftObjective.RunAway, 2 * 2 - 0.5 * 1)]
    [InlineData(RaftObjective.ByolPrime, 2 * 2 + 0.5 * 1)]
    public void RaftLoss_OneTargetAtARightAngle_WeighsTheTerms(RaftObjective objective, double expected)
    {
        // The predictions are orthogonal: align = 2. The first is its target, the second is orthogonal to its own:
        // cross = (0 + 2) / 2.
        var (right, up) = (Numbers.Floats(Right, 1, 2), Numbers.Floats(Up, 1, 2));
        Raft.Loss(right, up, right, right, 2, 0.5, objective)
            .item<float>()
            .Should()
            .BeApproximately((float)expected, 1e-6f);
    }

    [Fact]
    public void RaftLoss_WrongArguments_SayWhatIsWrong()
    {
        var z = ones(4, 8);
        foreach (var weight in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            ((Action)(() => Raft.Loss(z, z, z, z, weight, 1, RaftObjective.RunAway)))
                .Should()
                .Throw<ArgumentOutOfRangeException>()
                .Which.ParamName.Should()
                .Be("alignment");
            ((Action)(() => Raft.Loss(z, z, z, z, 1, weight, RaftObjective.RunAway)))
                .Should()
                .Throw<ArgumentOutOfRangeException>()
                .Which.ParamName.Should()
                .Be("cross");
        }

        ((Action)(() => Raft.Loss(z, z, z, z, 1, 1, (RaftObjective)7)))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*RunAway or ByolPrime*");
        ((Action)(() => Raft.Loss(z, z, z, ones(3, 8), 1, 1, RaftObjective.RunAway)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*predictions1 is [4, 8]*targets1 is [3, 8]*");
    }
}
