using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class MemorySoftmaxTests : ScopedTests
{
    [Theory]
    [InlineData(1, 0.07)]
    [InlineData(1000, 1)]
    public void Loss_EqualScores_IsTheLogarithmOfTheNumberOfCandidates(int negatives, double temperature) =>
        MemorySoftmax
            .Loss(full(new long[] { 3 }, 0.5), full(new long[] { 3, negatives }, 0.5), temperature)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(negatives + 1), 1e-5f);

    [Fact]
    public void Loss_RandomScores_IsTheCrossEntropy()
    {
        var (p, n) = (Numbers.Random(1, 4).Values(), Numbers.Random(2, 4, 5).Values().Chunk(5).ToArray());
        var expected = Enumerable
            .Range(0, 4)
            .Average(b => Math.Log(n[b].Append(p[b]).Sum(s => Math.Exp(s / 0.2))) - (p[b] / 0.2));
        MemorySoftmax
            .Loss(Numbers.Random(1, 4), Numbers.Random(2, 4, 5), 0.2)
            .item<float>()
            .Should()
            .BeApproximately((float)expected, 1e-5f);
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        Func<Tensor[], Tensor> loss = inputs => MemorySoftmax.Loss(inputs[0], inputs[1], 0.3);
        loss.ShouldHaveItsSlopesAsGradients(Numbers.Random(1, 4), Numbers.Random(2, 4, 5));
    }

    [Fact]
    public void Loss_RowsLeftOut_EqualsTheLossWithoutThem()
    {
        var (positives, negatives) = (Numbers.Random(1, 2), Numbers.Random(2, 2, 3));
        var leftOut = Numbers
            .Floats(
                negatives
                    .Values()
                    .Chunk(3)
                    .SelectMany(
                        (row, i) => i == 0 ? row.Prepend(double.NegativeInfinity) : row.Append(double.NegativeInfinity)
                    ),
                2,
                4
            )
            .requires_grad_();
        var loss = MemorySoftmax.Loss(positives, leftOut, 0.2);
        loss.backward();
        loss.item<float>().Should().BeApproximately(MemorySoftmax.Loss(positives, negatives, 0.2).item<float>(), 1e-6f);
        var gradient = leftOut.grad!.Values();
        gradient.Should().OnlyContain(g => double.IsFinite(g));
        gradient.Select(g => g != 0).Should().Equal(false, true, true, true, true, true, true, false);
    }

    [Fact]
    public void Loss_OwnRowFarAhead_KeepsTheSmallRest() =>
        MemorySoftmax
            .Loss(ones(1), ones(1, 1).neg(), 0.1)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(1 + Math.Exp(-20)), 1e-12f);

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        ((Action)(() => MemorySoftmax.Loss(ones(4), ones(4), 0.2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*memory bank compares*[B, K]*negatives is [4]*");
        ((Action)(() => MemorySoftmax.Loss(ones(0), ones(0, 5), 0.2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*at least 1 embedding*[0, 5]*");
        foreach (var temperature in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            ((Action)(() => MemorySoftmax.Loss(ones(4), ones(4, 5), temperature)))
                .Should()
                .Throw<ArgumentOutOfRangeException>();
        }
    }
}
