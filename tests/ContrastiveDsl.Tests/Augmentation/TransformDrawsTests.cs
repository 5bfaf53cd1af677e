using ContrastiveDsl.Augmentation;
using TorchSharp;

namespace ContrastiveDsl.Tests.Augmentation;

public sealed class TransformDrawsTests : ScopedTests
{
    private static TransformDraws Three() => new(Numbers.Floats([0, 0.25, 0.5, 0.75, 0.1, 0.9], 3, 2));

    [Fact]
    public void Uniform_Draw_IsItsRow()
    {
        Three().Uniform(1).Values().Should().Equal(0.5, 0.75);
        Three().Count.Should().Be(3);
        Three().Samples.Should().Be(2);
    }

    [Fact]
    public void Uniform_Bounds_AreScaledLinearly()
    {
        var draws = Three();
        draws.Uniform(0, -2, 6).Values().Should().Equal(-2, 0);
        draws.Uniform(0).Values().Should().Equal([0, 0.25], "the raw draws stay as they are");
    }

    [Fact]
    public void Chance_Probability_IsTheShareBelowIt()
    {
        Three().Chance(1, 0.6).Values().Should().Equal(1, 0);
        Three().Chance(0, 0).Values().Should().Equal(0, 0);
        Three().Chance(2, 1).Values().Should().Equal(1, 1);
    }

    [Fact]
    public void Slice_Run_IsNumberedFromZero()
    {
        var tail = Three().Slice(1, 2);
        tail.Count.Should().Be(2);
        tail.Uniform(1).Values().Should().AllSatisfy(value => value.Should().BeOneOf(0.1f, 0.9f));
        Three().Slice(3, 0).Count.Should().Be(0);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 4)]
    [InlineData(3, 1)]
    [InlineData(1, int.MaxValue)]
    public void Slice_OutsideTheDraws_Throws(int start, int count)
    {
        var act = () => Three().Slice(start, count);
        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*there are 3*");
    }

    [Fact]
    public void Uniform_NoSuchDraw_SaysHowManyThereAre()
    {
        var act = () => Three().Uniform(3);
        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*Draw 3*there are 3*");
    }

    [Fact]
    public void Arguments_OutOfRange_Throw()
    {
        ((Action)(() => Three().Uniform(0, 2, 1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Three().Uniform(0, 0, double.NaN))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Three().Chance(0, 1.1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new TransformDraws(torch.zeros(3))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[draws, N]*[3]*");
    }
}
