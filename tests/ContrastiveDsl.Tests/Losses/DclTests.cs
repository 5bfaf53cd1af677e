using ContrastiveDsl.Losses;
using TorchSharp;

namespace ContrastiveDsl.Tests.Losses;

public sealed class DclTests : ScopedTests
{
    private static torch.Tensor Embeddings(int seed, int batch, int size) => Numbers.Random(seed, batch, size).sub(0.5);

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void Loss_EqualEmbeddings_IsTheLogarithmOfTheNegatives(int batch)
    {
        var same = torch.ones(batch, 8);
        Dcl.Loss(same, same, 0.2).item<float>().Should().BeApproximately((float)Math.Log((2 * batch) - 2), 1e-5f);

        // Equal pairs have equal weights, 2 - B/B.
        Dcl.WeightedLoss(same, same, 0.2, 0.5)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log((2 * batch) - 2), 1e-5f);
    }

    [Fact]
    public void Loss_OfPerfectPairs_PullsNoLessForThem()
    {
        // NT-Xent's gradient dies as the positive comes to dominate its denominator; this one's attraction does not
        // know it.
        var z0 = torch.eye(4).requires_grad_();
        NtXent.Loss(z0, torch.eye(4), 0.05).item<float>().Should().BeApproximately(0, 1e-6f);
        Dcl.Loss(z0, torch.eye(4), 0.05)
            .item<float>()
            .Should()
            .BeApproximately((float)(Math.Log(6) - (1 / 0.05)), 1e-4f);
    }

    [Fact]
    public void Loss_ZeroEmbedding_HasAFiniteGradient()
    {
        var z0 = torch.cat(new[] { torch.zeros(1, 4), Embeddings(5, 3, 4) }, 0).requires_grad_();
        Dcl.WeightedLoss(z0, Embeddings(6, 4, 4), 0.5, 0.5).backward();
        z0.grad!.Values().Should().OnlyContain(g => double.IsFinite(g)).And.Contain(g => g != 0);
    }

    [Fact]
    public void Loss_BadArguments_AreNamed()
    {
        var z = Embeddings(1, 4, 3);
        FluentActions
            .Invoking(() => Dcl.Loss(z, Embeddings(2, 5, 3), 0.1))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("DCL compares two batches*");
        FluentActions
            .Invoking(() => Dcl.Loss(Embeddings(1, 1, 3), Embeddings(2, 1, 3), 0.1))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*at least 2 images*");
        FluentActions.Invoking(() => Dcl.Loss(z, z, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => Dcl.WeightedLoss(z, z, 0.1, 0))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*Sigma must be above 0*");
    }
}
