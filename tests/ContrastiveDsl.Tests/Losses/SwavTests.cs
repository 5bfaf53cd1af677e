using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class SwavTests : ScopedTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Loss_OfEqualScores_IsTheLogarithmOfThePrototypes(int prototypes)
    {
        var codes = Sinkhorn.Codes(Numbers.Random(1, 5, prototypes), null, 0.05, 3);

        Swav.Loss(ones(5, prototypes), codes, 0.1)
            .item<float>()
            .Should()
            .BeApproximately((float)Math.Log(prototypes), 1e-5f);
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        var codes = Sinkhorn.Codes(Numbers.Random(1, 4, 3).to(ScalarType.Float64), null, 0.1, 3);

        ((Func<Tensor[], Tensor>)(given => Swav.Loss(given[0], codes, 0.2))).ShouldHaveItsSlopesAsGradients(
            Numbers.Random(2, 4, 3)
        );
    }

    [Fact]
    public void Loss_Codes_GetNoGradient()
    {
        var (scores, codes) = (Numbers.Random(1, 4, 3).requires_grad_(), Numbers.Random(2, 4, 3).requires_grad_());

        Swav.Loss(scores, codes, 0.1).backward();

        codes.grad.Should().BeNull();
        Sinkhorn.Codes(scores, null, 0.1, 3).requires_grad.Should().BeFalse();
    }

    /// <summary>After many iterations each image gives one, and each prototype gets an equal share.</summary>
    [Theory]
    [InlineData(6, 3)]
    [InlineData(3, 6)]
    public void Codes_AfterManyIterations_AreSharedOutEvenly(int images, int prototypes)
    {
        var codes = Sinkhorn.Codes(Numbers.Random(1, images, prototypes).to(ScalarType.Float64), null, 0.5, 200);

        codes.sum(dim: 1L).Values().Should().OnlyContain(sum => Math.Abs(sum - 1) < 1e-9);
        codes.sum(dim: 0L).Values().Should().OnlyContain(sum => Math.Abs(sum - ((double)images / prototypes)) < 1e-6);
    }

    /// <summary>All images like the first prototype best: shared out, those that like it least go elsewhere.</summary>
    [Fact]
    public void Codes_OfOneFavorite_AreNotAllTheFavorite()
    {
        var scores = Numbers.Doubles([1, 0.9, 1, 0.5, 1, 0.1, 1, 0], 4, 2);

        var codes = Sinkhorn.Codes(scores, null, 0.02, 100);

        codes.argmax(1).data<long>().Should().Equal(1, 1, 0, 0);
    }

    /// <summary>In logarithms no score is too large: e to the power of 1 / 0.001 would be infinite.</summary>
    [Fact]
    public void Codes_OfASmallEpsilon_AreFiniteAndHard()
    {
        var codes = Sinkhorn.Codes(eye(3).mul(1), null, 0.001, 3);

        codes.ShouldEqual(eye(3), 1e-6);
    }

    [Fact]
    public void Codes_WithOthers_AreThoseOfTheBatchAmongAll()
    {
        var (scores, others) = (Numbers.Random(1, 4, 3), Numbers.Random(2, 5, 3));

        Sinkhorn
            .Codes(scores, others, 0.05, 3)
            .ShouldEqual(Sinkhorn.Codes(cat([others, scores], 0), null, 0.05, 3).narrow(0, 5, 4));
    }

    [Theory]
    [InlineData(0.0, 3)]
    [InlineData(double.NaN, 3)]
    [InlineData(0.05, 0)]
    public void Codes_OfImpossibleSettings_AreRefused(double epsilon, int iterations) =>
        ((Action)(() => Sinkhorn.Codes(ones(2, 2), null, epsilon, iterations)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Codes_OfOtherShapes_AreRefused()
    {
        ((Action)(() => Sinkhorn.Codes(ones(2), null, 0.05, 3))).Should().Throw<ArgumentException>();
        ((Action)(() => Sinkhorn.Codes(ones(2, 3), ones(5, 2), 0.05, 3)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[Q, 3]*[5, 2]*");
        ((Action)(() => Swav.Loss(ones(2, 3), ones(2, 2), 0.1))).Should().Throw<ArgumentException>();
    }
}
