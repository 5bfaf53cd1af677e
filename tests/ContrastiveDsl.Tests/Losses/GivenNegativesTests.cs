using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

/// <summary>InfoNCE with negatives that the caller gives, for all queries or for each its own.</summary>
public sealed class GivenNegativesTests : ScopedTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(100, false)]
    public void Loss_SameVectors_IsTheLogarithmOfTheNumberOfCandidates(int count, bool normalize)
    {
        InfoNce
            .UnpairedLoss(ones(3, 4), ones(3, 4), ones(count, 4), 0.5, normalize)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(count + 1), 1e-5f);
        InfoNce
            .PairedLoss(ones(3, 4), ones(3, 4), ones(3, count, 4), 0.5, normalize)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(count + 1), 1e-5f);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PairedLoss_SameNegativesForAll_IsTheUnpairedLoss(bool normalize)
    {
        var (q, k, n) = Embeddings();
        InfoNce
            .PairedLoss(q, k, n.unsqueeze(0).expand(4, 6, 5), 0.2, normalize)
            .item<float>()
            .Should()
            .BeApproximately(InfoNce.UnpairedLoss(q, k, n, 0.2, normalize).item<float>(), 1e-5f);
    }

    [Fact]
    public void UnpairedLoss_UnitNegatives_IsThatOfAQueue()
    {
        var (q, k, n) = Embeddings();
        var queue = n.div(n.square().sum(dim: 1L, keepdim: true).sqrt());
        InfoNce
            .UnpairedLoss(q, k, n, 0.2, normalize: true)
            .item<float>()
            .Should()
            .BeApproximately(InfoNce.Loss(q, k, queue, 0.2).item<float>(), 1e-5f);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Loss_Gradient_EqualsFiniteDifferencesOnAllSides(bool normalize)
    {
        var (q, k, n) = Embeddings();
        Func<Tensor[], Tensor> unpaired = inputs =>
            InfoNce.UnpairedLoss(inputs[0], inputs[1], inputs[2], 0.4, normalize);
        unpaired.ShouldHaveItsSlopesAsGradients(q, k, n);
        Func<Tensor[], Tensor> paired = inputs => InfoNce.PairedLoss(inputs[0], inputs[1], inputs[2], 0.4, normalize);
        paired.ShouldHaveItsSlopesAsGradients(q, k, Numbers.Random(4, 4, 3, 5).sub(0.5));
    }

    [Fact]
    public void Loss_WrongArguments_SayWhatIsWrong()
    {
        var z = ones(4, 8);
        void Refuses<T>(Action act, string message)
            where T : ArgumentException => act.Should().Throw<T>().WithMessage(message);

        Refuses<ArgumentException>(() => InfoNce.UnpairedLoss(z, ones(3, 8), ones(5, 8), 0.2, true), "*[4, 8]*[3, 8]*");
        Refuses<ArgumentException>(() => InfoNce.UnpairedLoss(z, z, ones(5, 9), 0.2, true), "*[M, 8]*[5, 9]*");
        Refuses<ArgumentException>(() => InfoNce.UnpairedLoss(z, z, ones(0, 8), 0.2, true), "*[0, 8]*");
        Refuses<ArgumentException>(() => InfoNce.PairedLoss(z, z, ones(5, 8), 0.2, true), "*[4, M, 8]*[5, 8]*");
        Refuses<ArgumentException>(() => InfoNce.PairedLoss(z, z, ones(3, 5, 8), 0.2, true), "*[4, M, 8]*[3, 5, 8]*");
        Refuses<ArgumentException>(() => InfoNce.PairedLoss(z, z, ones(4, 0, 8), 0.2, true), "*[4, M, 8]*[4, 0, 8]*");
        foreach (var temperature in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            Refuses<ArgumentOutOfRangeException>(
                () => InfoNce.UnpairedLoss(z, z, ones(5, 8), temperature, true),
                "*above 0*"
            );
            Refuses<ArgumentOutOfRangeException>(
                () => InfoNce.PairedLoss(z, z, ones(4, 5, 8), temperature, true),
                "*above 0*"
            );
        }
    }

    private static (Tensor Queries, Tensor Keys, Tensor Negatives) Embeddings() =>
        (Numbers.Random(1, 4, 5).sub(0.5), Numbers.Random(2, 4, 5).sub(0.5), Numbers.Random(3, 6, 5).sub(0.5));
}
