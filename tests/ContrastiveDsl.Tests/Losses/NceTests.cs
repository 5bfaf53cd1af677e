using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class NceTests : ScopedTests
{
    private const double Temperature = 0.3;

    [Theory]
    [InlineData(1, 0.07)]
    [InlineData(64, 1)]
    public void Loss_NoiseAsLikelyAsData_IsTwoToOneForEveryScore(int negatives, double temperature) =>
        Nce.Loss(ones(3), ones(3, negatives), Noise(Math.Exp(1 / temperature)), temperature)
            .item<float>()
            .Should()
            .BeApproximately((float)((1 + negatives) * Math.Log(2)), 2e-5f * negatives);

    [Fact]
    public void Loss_RandomScores_IsTheLikelihoodOfTheProbabilities()
    {
        const double partition = 40;
        const int rows = 100;
        var (positives, negatives) = Scores();
        var (p, n) = (positives.Values(), negatives.Values().Chunk(5).ToArray());
        const double share = 5.0 / rows;
        double Probability(double cosine) => Math.Exp(cosine / Temperature) / partition;
        var expected = Enumerable
            .Range(0, 4)
            .Average(b =>
                -Math.Log(Probability(p[b]) / (Probability(p[b]) + share))
                - n[b].Sum(s => Math.Log(share / (Probability(s) + share)))
            );
        Nce.Loss(positives, negatives, Noise(partition * share), Temperature)
            .item<float>()
            .Should()
            .BeApproximately((float)expected, 1e-5f);
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        var (positives, negatives) = Scores();
        Func<Tensor[], Tensor> loss = inputs => Nce.Loss(inputs[0], inputs[1], Noise(2), Temperature);
        loss.ShouldHaveItsSlopesAsGradients(positives, negatives);
    }

    [Fact]
    public void Loss_Backward_LeavesTheNoiseAlone()
    {
        var (positives, negatives) = Scores();
        var noise = Noise(2).requires_grad_();
        Nce.Loss(positives.requires_grad_(), negatives, noise, Temperature).backward();
        (noise.grad is null).Should().BeTrue();
        (positives.grad is null).Should().BeFalse();
    }

    [Fact]
    public void Loss_NegativeOfMinusInfinity_CountsForNothing()
    {
        var (positives, negatives) = Scores();
        var leftOut = cat(new[] { negatives, full(new long[] { 4, 2 }, double.NegativeInfinity) }, 1).requires_grad_();
        var loss = Nce.Loss(positives, leftOut, Noise(2), Temperature);
        loss.backward();
        loss.item<float>()
            .Should()
            .BeApproximately(Nce.Loss(positives, negatives, Noise(2), Temperature).item<float>(), 1e-6f);
        leftOut.grad!.narrow(1, 5, 2).Values().Should().OnlyContain(g => g == 0);
    }

    [Fact]
    public void Loss_LowerPrecision_IsComputedInFloat32()
    {
        var (positives, negatives) = Scores();
        var (p, n) = (positives.to(ScalarType.BFloat16), negatives.to(ScalarType.BFloat16));
        var loss = Nce.Loss(p, n, Noise(2), Temperature);
        loss.dtype.Should().Be(ScalarType.Float32);
        loss.item<float>()
            .Should()
            .Be(Nce.Loss(p.to(ScalarType.Float32), n.to(ScalarType.Float32), Noise(2), Temperature).item<float>());
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        void Refuses<T>(Tensor positives, Tensor negatives, Tensor noise, double temperature, string message)
            where T : ArgumentException =>
            ((Action)(() => Nce.Loss(positives, negatives, noise, temperature)))
                .Should()
                .Throw<T>()
                .WithMessage(message);

        Refuses<ArgumentException>(
            ones(4),
            ones(3, 5),
            Noise(1),
            1,
            "NCE compares*[B, K]*positives is [4]*negatives is [3, 5]*"
        );
        Refuses<ArgumentException>(ones(4, 1), ones(4, 5), Noise(1), 1, "*positives is [4, 1]*");
        Refuses<ArgumentException>(ones(4), ones(4, 0), Noise(1), 1, "*at least 1 embedding and 1 negative*[4, 0]*");
        Refuses<ArgumentException>(ones(4), ones(4, 5), ones(4), 1, "*noise*shape []*[4]*");
        foreach (var temperature in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            Refuses<ArgumentOutOfRangeException>(ones(4), ones(4, 5), Noise(1), temperature, "*above 0*");
        }
    }

    private static (Tensor Positives, Tensor Negatives) Scores() =>
        (Numbers.Random(1, 4).sub(0.5), Numbers.Random(2, 4, 5).sub(0.5));

    private static Tensor Noise(double value) => full(Array.Empty<long>(), value);
}
