using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class ReconstructionTests : ScopedTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loss_OfVisiblePatches_DoesNotCount(bool normalize)
    {
        var patches = Numbers.Random(1, 2, 3, 4).to(ScalarType.Float64);
        var painted = Numbers.Random(2, 2, 3, 4).to(ScalarType.Float64).requires_grad_();
        var mask = Numbers.Doubles([0, 1, 0, 1, 1, 0], 2, 3);

        var loss = Reconstruction.Loss(patches, painted, mask, normalize);
        loss.backward();

        var moved = painted.detach().clone();
        moved[0, 0].add_(5);
        moved[0, 2].add_(-3);
        moved[1, 2].add_(9);
        Reconstruction.Loss(patches, moved, mask, normalize).item<double>().Should().Be(loss.item<double>());
        painted.grad!.abs().sum(dim: -1L).ne(0).to(ScalarType.Float64).ShouldEqual(mask);
    }

    [Fact]
    public void Loss_OfPixelsAsTheyAre_IsTheMeanSquareOverRemovedPatches()
    {
        var patches = zeros(2, 2, 3, ScalarType.Float64);
        var painted = Numbers.Doubles([1, 1, 1, 7, 7, 7, 2, 2, 2, 0, 3, 0], 2, 2, 3);
        var mask = Numbers.Doubles([1, 0, 1, 1], 2, 2);

        // 1, 4 and 3 of the patches that count: the mean is over patches of all images at once.
        Reconstruction.Loss(patches, painted, mask, false).item<double>().Should().BeApproximately(8.0 / 3, 1e-12);
    }

    /// <summary>
    /// A patch of mean 0 and unbiased variance 1 is 1 away from zeros, but for the divisor of its variance.
    /// </summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(20, 5)]
    public void Loss_OfZerosForNormalizedPatches_IsTheShareOfTheUnbiasedVariance(double contrast, double brightness)
    {
        var patches = Numbers.Random(3, 4, 5, 16).to(ScalarType.Float64).mul(contrast).add(brightness);

        Reconstruction
            .Loss(patches, zeros_like(patches), ones(4, 5, ScalarType.Float64), true)
            .item<double>()
            .Should()
            .BeApproximately(15.0 / 16, 1e-3);
    }

    [Fact]
    public void Loss_OfAPatchOfOneColor_AsksForZeros()
    {
        var patches = full([1, 1, 4], 0.7, ScalarType.Float64);
        var painted = zeros(1, 1, 4, ScalarType.Float64).requires_grad_();

        var loss = Reconstruction.Loss(patches, painted, ones(1, 1, ScalarType.Float64), true);
        loss.backward();

        loss.item<double>().Should().BeApproximately(0, 1e-20);
        painted.grad!.Values().Should().OnlyContain(g => double.IsFinite(g));
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        var patches = Numbers.Random(4, 2, 3, 4).to(ScalarType.Float64);
        var mask = Numbers.Doubles([1, 1, 0, 1, 1, 1], 2, 3);

        (
            (Func<Tensor[], Tensor>)(given => Reconstruction.Loss(patches, given[0], mask, true))
        ).ShouldHaveItsSlopesAsGradients(Numbers.Random(5, 2, 3, 4));
    }

    [Fact]
    public void Loss_Targets_GetNoGradient()
    {
        var patches = Numbers.Random(1, 2, 3, 4).requires_grad_();
        var painted = Numbers.Random(2, 2, 3, 4).requires_grad_();
        var mask = ones(2, 3).requires_grad_();

        Reconstruction.Loss(patches, painted, mask, true).backward();

        patches.grad.Should().BeNull();
        mask.grad.Should().BeNull();
        painted.grad.Should().NotBeNull();
    }

    [Theory]
    [InlineData(new long[] { 2, 3, 4 }, new long[] { 2, 3, 5 }, new long[] { 2, 3 }, "both [B, L, P]")]
    [InlineData(new long[] { 6, 4 }, new long[] { 6, 4 }, new long[] { 6 }, "both [B, L, P]")]
    [InlineData(new long[] { 0, 3, 4 }, new long[] { 0, 3, 4 }, new long[] { 0, 3 }, "both [B, L, P]")]
    [InlineData(new long[] { 2, 3, 4 }, new long[] { 2, 3, 4 }, new long[] { 3, 2 }, "[2, 3], but it is [3, 2]")]
    [InlineData(new long[] { 2, 3, 1 }, new long[] { 2, 3, 1 }, new long[] { 2, 3 }, "a single number")]
    public void Loss_OfOtherShapes_IsRefused(long[] patches, long[] painted, long[] mask, string message)
    {
        var act = () => Reconstruction.Loss(zeros(patches), zeros(painted), ones(mask), true);

        act.Should().Throw<ArgumentException>().WithMessage($"*{message}*");
    }
}
