using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class ViewRetrievalTests : ScopedTests
{
    [Fact]
    public void Accuracy_OfViewsThatDifferInLengthOnly_IsOne()
    {
        var first = Numbers.Random(1, 300, 8).sub(0.5);
        ViewRetrieval.Accuracy(first, first.mul(3)).Should().Be(1);
    }

    [Fact]
    public void Accuracy_OfExchangedViews_CountsThoseThatStayed()
    {
        // Of four images the last two have each other's view.
        var first = Numbers.Floats([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], 4, 4);
        var second = first.index_select(0, Numbers.Longs([0, 1, 3, 2]));
        ViewRetrieval.Accuracy(first, second).Should().Be(0.5);
    }

    [Fact]
    public void Accuracy_OfCollapsedFeatures_IsThatOfOneImage()
    {
        var same = Numbers.Floats(Enumerable.Repeat(1.0, 80), 20, 4);
        ViewRetrieval.Accuracy(same, same).Should().Be(1.0 / 20);
    }

    [Fact]
    public void Accuracy_OfDifferentNumbers_IsRefused()
    {
        FluentActions
            .Invoking(() => ViewRetrieval.Accuracy(Numbers.Random(1, 3, 4), Numbers.Random(1, 4, 4)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[3, 4] and [4, 4]*");
    }
}
