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
        mask.Invoking(m => m.Restore(zeros(2, 4, 1), zeros(1, 1, 1))).Should().Throw<ArgumentException>();
        ((Action)(() => PatchMask.Of(zeros(4), 2))).Should().Throw<ArgumentException>().WithMessage("*[N, L]*");
    }
}
