using ContrastiveDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Losses;

public sealed class L1ReconstructionTests : ScopedTests
{
    [Fact]
    public void Loss_OfVisiblePatches_DoesNotCount()
    {
        var patches = Numbers.Random(1, 2, 3, 4).to(ScalarType.Float64);
        var predicted = Numbers.Random(2, 2, 3, 4).to(ScalarType.Float64).requires_grad_();
        var mask = Numbers.Doubles([0, 1, 0, 1, 1, 0], 2, 3);

        var loss = L1Reconstruction.Loss(patches, predicted, mask);
        loss.backward();

        var moved = predicted.detach().clone();
        moved[0, 0].add_(5);
        moved[0, 2].add_(-3);
        moved[1, 2].add_(9);
        L1Reconstruction.Loss(patches, moved, mask).item<double>().Should().Be(loss.item<double>());
        predicted.grad!.abs().sum(dim: -1L).ne(0).to(ScalarType.Float64).ShouldEqual(mask);
    }

    /// <summary>2, 5 and 1 of the patches that count: the mean is over patches of all images at once.</summary>
    [Fact]
    public void Loss_OfUnevenlyMaskedImages_IsTheMeanOverPatches()
    {
        var patches = zeros(2, 2, 3, ScalarType.Float64);
        var predicted = Numbers.Doubles([2, -2, 2, 7, 7, 7, -5, 5, -5, 0, 3, 0], 2, 2, 3);
        var mask = Numbers.Doubles([1, 0, 1, 1], 2, 2);

        L1Reconstruction.Loss(patches, predicted, mask).item<double>().Should().BeApproximately(8.0 / 3, 1e-12);
    }

    [Fact]
    public void Loss_AnyPatches_EqualsTheDefinition()
    {
        var (patches, predicted) = (Numbers.Random(1, 3, 5, 4), Numbers.Random(2, 3, 5, 4));
        double[] mask = [1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0];
        var (pixels, guesses) = (patches.Values(), predicted.Values());
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (mask[i / 4].Equals(1.0))
            {
                sum += Math.Abs(pixels[i] - guesses[i]);
                count++;
            }
        }

        L1Reconstruction
            .Loss(patches.to(ScalarType.Float64), predicted.to(ScalarType.Float64), Numbers.Doubles(mask, 3, 5))
            .item<double>()
            .Should()
            .BeApproximately(sum / count, 1e-12);
    }

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        var patches = Numbers.Random(4, 2, 3, 4).to(ScalarType.Float64);
        var mask = Numbers.Doubles([1, 1, 0, 1, 1, 1], 2, 3);

        (
            (Func<Tensor[], Tensor>)(given => L1Reconstruction.Loss(patches, given[0], mask))
        ).ShouldHaveItsSlopesAsGradients(Numbers.Random(5, 2, 3, 4));
    }

    [Fact]
    public void Loss_Targets_GetNoGradient()
    {
        var patches = Numbers.Random(1, 2, 3, 4).requires_grad_();
        var predicted = Numbers.Random(2, 2, 3, 4).requires_grad_();
        var mask = ones(2, 3).requires_grad_();

        L1Reconstruction.Loss(patches, predicted, mask).backward();

        patches.grad.Should().BeNull();
        mask.grad.Should().BeNull();
        predicted.grad.Should().NotBeNull();
    }

    [Theory]
    [InlineData(new long[] { 2, 3, 4 }, new long[] { 2, 3, 5 }, new long[] { 2, 3 }, "both [B, L, P]")]
    [InlineData(new long[] { 6, 4 }, new long[] { 6, 4 }, new long[] { 6 }, "both [B, L, P]")]
    [InlineData(new long[] { 2, 3, 4 }, new long[] { 2, 3, 4 }, new long[] { 3, 2 }, "[2, 3], but it is [3, 2]")]
    public void Loss_OfOtherShapes_IsRefused(long[] patches, long[] predicted, long[] mask, string message) =>
        ((Action)(() => L1Reconstruction.Loss(zeros(patches), zeros(predicted), ones(mask))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage($"*{message}*");
}
