using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Modules;

public sealed class PatchMaskTests : ScopedTests
{
    private readonly PatchMask mask = PatchMask.Of(Numbers.Floats([0.4, 0.1, 0.9, 0.3, 0.2, 0.8, 0.6, 0.7], 2, 4), 2);

    [Fact]
    public void Of_Noise_LeavesTheLeastVisible()
    {
        mask.Visible.Should().Be(2);
        mask.Places.Values().Should().Equal(2, 0, 3, 1, 0, 3, 1, 2);
        mask.Removed.Values().Should().Equal(1, 0, 1, 0, 0, 1, 0, 1);
        mask.Removed.dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void KeepVisible_Tokens_KeepsTheClassTokenBeforeThemByRisingNoise()
    {
        var tokens = arange(10, ScalarType.Float32).view(2, 5, 1);

        mask.KeepVisible(tokens).Values().Should().Equal(0, 2, 4, 5, 6, 8);
        mask.Keep(tokens.narrow(1, 1, 4)).Values().Should().Equal(2, 4, 6, 8);
    }

    [Fact]
    public void Restore_KeptTokens_PutsThemBackAndFillsTheRest()
    {
        var tokens = arange(10, ScalarType.Float32).view(2, 5, 1);

        mask.Restore(mask.KeepVisible(tokens), full([1, 1, 1], -1f))
            .Values()
            .Should()
            .Equal(0, -1, 2, -1, 4, 5, 6, -1, 8, -1);
    }

    [Fact]
    public void Restore_Gradients_ReachTokensAndTheMissingOneAsOftenAsItStands()
    {
        var tokens = ones(2, 3, 1).requires_grad_();
        var missing = ones(1, 1, 1).requires_grad_();

        mask.Restore(tokens, missing).sum().backward();

        tokens.grad!.Values().Should().OnlyContain(g => g.Equals(1.0));
        missing.grad!.Values().Should().Equal(4);
    }

    [Fact]
    public void Replace_Tokens_PutsTheMissingOneInPlaceOfRemovedPatches()
    {
        var tokens = arange(8, ScalarType.Float32).view(2, 4, 1).requires_grad_();
        var missing = full([1, 1, 1], -1f).requires_grad_();

        var replaced = mask.Replace(tokens, missing);
        replaced.sum().backward();

        replaced.Values().Should().Equal(-1, 1, -1, 3, 4, -1, 6, -1);
        tokens.grad!.Values().Should().Equal(0, 1, 0, 1, 1, 0, 1, 0);
        missing.grad!.Values().Should().Equal(4);
    }

    [Fact]
    public void Split_Patches_MakesEachASquareOfItsKind()
    {
        var halves = mask.Split(2);

        // Patches 0 and 2 of the first image are removed, the left half; then 1 and 3 of the second, the right one.
        halves.Visible.Should().Be(8);
        halves
            .Removed.Values()
            .Should()
            .Equal(1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1);
        halves.Places[0].sort().Values.Values().Should().Equal(Enumerable.Range(0, 16).Select(place => (double)place));

        // What is kept and put back is where it was.
        var tokens = arange(34, ScalarType.Float32).view(2, 17, 1);
        halves
            .Restore(halves.KeepVisible(tokens), full([1, 1, 1], -1f))
            .narrow(1, 1, 16)
            .ShouldEqual(halves.Replace(tokens.narrow(1, 1, 16), full([1, 1, 1], -1f)));
    }

    [Fact]
    public void Split_ByOne_ChangesNothing() => mask.Split(1).Places.ShouldEqual(mask.Places);

    [Fact]
    public void Split_OfNoSquareImage_IsRefused()
    {
        PatchMask.Of(Numbers.Random(1, 2, 6), 2).Invoking(m => m.Split(2)).Should().Throw<InvalidOperationException>();
        mask.Invoking(m => m.Split(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Of_ImpossiblyManyVisible_IsRefused(int visible) =>
        ((Action)(() => PatchMask.Of(zeros(2, 4), visible))).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Keep_OfOtherTokens_IsRefused()
    {
        mask.Invoking(m => m.Keep(zeros(2, 5, 1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*tokens [2, 4, D]*");
        mask.Invoking(m => m.KeepVisible(zeros(3, 5, 1))).Should().Throw<ArgumentException>();
        mask.Invoking(m => m.Replace(zeros(2, 5, 1), zeros(1, 1, 1))).Should().Throw<ArgumentException>();
        mask.Invoking(m => m.Restore(zeros(2, 4, 1), zeros(1, 1, 1))).Should().Throw<ArgumentException>();
        ((Action)(() => PatchMask.Of(zeros(4), 2))).Should().Throw<ArgumentException>().WithMessage("*[N, L]*");
    }
}
