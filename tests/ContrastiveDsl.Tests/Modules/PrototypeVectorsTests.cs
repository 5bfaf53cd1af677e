using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class PrototypeVectorsTests : ScopedTests
{
    [Fact]
    public void Forward_Embeddings_GivesCosines()
    {
        using var prototypes = new PrototypeVectors(4, 6);
        var embeddings = Numbers.Random(1, 3, 4).sub(0.5);

        var scores = prototypes.call(embeddings);

        scores.shape.Should().Equal(3, 6);
        prototypes.call(embeddings.mul(7)).ShouldEqual(scores, 1e-6);
        scores.Values().Should().OnlyContain(cosine => Math.Abs(cosine) <= 1 + 1e-6);
        Norms(prototypes).Should().OnlyContain(norm => Math.Abs(norm - 1) < 1e-6, "they begin with length one");
    }

    [Fact]
    public void Normalize_MovedPrototypes_BringsThemBackInPlace()
    {
        using var prototypes = new PrototypeVectors(4, 6);
        var weight = prototypes.parameters().Single();
        using (no_grad())
        {
            weight.mul_(3);
        }

        prototypes.Normalize();

        prototypes.parameters().Single().Handle.Should().Be(weight.Handle);
        Norms(prototypes).Should().OnlyContain(norm => Math.Abs(norm - 1) < 1e-6);
        weight.requires_grad.Should().BeTrue();
    }

    [Fact]
    public void Forward_Gradients_ReachEmbeddingsAndPrototypes()
    {
        using var prototypes = new PrototypeVectors(4, 6);
        var embeddings = Numbers.Random(1, 3, 4).requires_grad_();

        prototypes.call(embeddings).square().sum().backward();

        embeddings.grad.Should().NotBeNull();
        prototypes.parameters().Single().grad.Should().NotBeNull();
    }

    [Fact]
    public void Forward_OfAnotherSize_IsRefused()
    {
        using var prototypes = new PrototypeVectors(4, 6);

        prototypes
            .Invoking(p => p.call(zeros(3, 5)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[3, 5] and [6, 4]*");
    }

    private static double[] Norms(PrototypeVectors prototypes) =>
        prototypes.parameters().Single().detach().square().sum(dim: 1L).sqrt().Values();
}
