using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class LabelDrawTests : ScopedTests
{
    /// <summary>70 images of class 0, 25 of class 1, 4 of class 2 and 1 of class 4.</summary>
    private static readonly int[] ClassOf =
    [
        .. Enumerable
            .Range(0, 100)
            .Select(i =>
                i < 70 ? 0
                : i < 95 ? 1
                : i < 99 ? 2
                : 4
            ),
    ];
    private readonly RandomSource random = new(3);

    [Fact]
    public void PerClass_OfUnequalClasses_TakesAsManyOfEachOrAllThereAre()
    {
        var drawn = LabelDraw.PerClass(ClassOf, 5, random);

        drawn.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
        drawn
            .CountBy(place => ClassOf[place])
            .Should()
            .BeEquivalentTo(
                new Dictionary<int, int>
                {
                    [0] = 5,
                    [1] = 5,
                    [2] = 4,
                    [4] = 1,
                }
            );
    }

    [Fact]
    public void Share_OfUnequalClasses_TakesItOfEachAndAtLeastOne()
    {
        LabelDraw
            .Share(ClassOf, 0.1, random)
            .CountBy(place => ClassOf[place])
            .Should()
            .BeEquivalentTo(
                new Dictionary<int, int>
                {
                    [0] = 7,
                    [1] = 3,
                    [2] = 1,
                    [4] = 1,
                }
            );
    }

    [Fact]
    public void PerClass_AnotherDrawOrSeed_TakesOthersAndTheSameOneTheSame()
    {
        var first = LabelDraw.PerClass(ClassOf, 5, random);

        LabelDraw.PerClass(ClassOf, 5, random).Should().Equal(first);
        LabelDraw.PerClass(ClassOf, 5, random, draw: 1).Should().NotEqual(first);
        LabelDraw.PerClass(ClassOf, 5, new RandomSource(4)).Should().NotEqual(first);
    }

    [Fact]
    public void Folds_OfUnequalClasses_DealEachClassEvenly()
    {
        var fold = LabelDraw.Folds(ClassOf, 5, random);

        fold.CountBy(part => part).Should().OnlyContain(pair => pair.Value == 20);
        foreach (var (label, count) in ClassOf.CountBy(label => label))
        {
            var parts = Enumerable
                .Range(0, 5)
                .Select(part => ClassOf.Zip(fold).Count(pair => pair.First == label && pair.Second == part))
                .ToArray();
            parts.Sum().Should().Be(count);
            (parts.Max() - parts.Min()).Should().BeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public void FeatureSet_OfImagesSomeWithoutLabels_KeepsTheOthersAndTheirPlaces()
    {
        var features = Numbers.Floats(Enumerable.Range(0, 10).Select(i => (double)i), 5, 2);

        var set = FeatureSet.Of(features, Numbers.Longs([-1, 3, 0, -1, 3]));

        set.Features.Values().Should().Equal(2, 3, 4, 5, 8, 9);
        set.ClassOf.Should().Equal(3, 0, 3);
        set.Places.Should().Equal(1, 2, 4);
        set.Classes.Should().Be(4);
        set.Select([2, 0]).Places.Should().Equal(4, 1);
        set.Select([2]).Lacks(set).Should().Equal(0);
    }

    [Fact]
    public void FeatureSet_WithoutAnyLabel_IsRefused()
    {
        FluentActions
            .Invoking(() => FeatureSet.Of(Numbers.Random(1, 2, 3), Numbers.Longs([-1, -1])))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("None of the images has a label.*");
    }
}
