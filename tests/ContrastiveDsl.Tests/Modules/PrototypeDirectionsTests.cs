using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class PrototypeDirectionsTests : ScopedTests
{
    [Fact]
    public void Forward_Embeddings_GivesCosinesWithVectorsOfAnyLength()
    {
        using var prototypes = new PrototypeDirections(4, 6);
        var embeddings = Numbers.Random(1, 3, 4).sub(0.5);
        var weight = prototypes.parameters().Single();
        var before = weight.detach().clone();

        var scores = prototypes.call(embeddings);

        scores.ShouldEqual(nn.functional.cosine_similarity(embeddings.unsqueeze(1), weight.unsqueeze(0), 2), 1e-6);
        weight.ShouldEqual(before, 0);
        before.square().sum(dim: 1L).sqrt().Values().Should().OnlyContain(norm => Math.Abs(norm - 1) > 1e-3);
        using (no_grad())
        {
            weight.mul_(3);
        }

        prototypes.call(embeddings).ShouldEqual(scores, 1e-6);
    }

    /// <summary>
    /// As of weight normalization with a gain of 1: (I − w̄w̄ᵀ) / ‖w‖ of the gradient with respect to the unit vector,
    /// so that none is left along the vector itself.
    /// </summary>
    [Fact]
    public void Gradient_OfTheWeights_PassesThroughTheirNorms()
    {
        using var prototypes = new PrototypeDirections(4, 6);
        var embeddings = Numbers.Random(1, 3, 4).sub(0.5);
        var upstream = Numbers.Random(2, 3, 6).sub(0.5);
        var weight = prototypes.parameters().Single();

        prototypes.call(embeddings).mul(upstream).sum().backward();

        var length = weight.detach().square().sum(1L, keepdim: true).sqrt();
        var unit = weight.detach().div(length);
        var ofUnit = upstream.t().mm(embeddings.div(embeddings.square().sum(1L, keepdim: true).sqrt()));
        var along = ofUnit.mul(unit).sum(1L, keepdim: true);
        weight.grad!.ShouldEqual(ofUnit.sub(unit.mul(along)).div(length), 1e-5);
    }

    [Fact]
    public void Forward_OfAnotherSize_IsRefused()
    {
        using var prototypes = new PrototypeDirections(4, 6);

        prototypes
            .Invoking(p => p.call(zeros(3, 5)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[3, 5] and [6, 4]*");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    public void Constructor_WithoutSizes_IsRefused(int size, int count) =>
        ((Action)(() => new PrototypeDirections(size, count).Dispose())).Should().Throw<ArgumentOutOfRangeException>();
}
