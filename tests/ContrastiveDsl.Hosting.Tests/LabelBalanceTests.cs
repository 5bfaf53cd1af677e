using ContrastiveDsl.Data;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Labels that teach a method nothing, or little, are spoken of before it trains.</summary>
public sealed class LabelBalanceTests
{
    private static readonly ExperimentModel Supervised = ModelBuilder.Clothes("Labels") with
    {
        Method = new SupConModel(2),
        Training = new TrainingModel(1, 8, 0),
    };

    [Theory]
    [InlineData(null, null, "--data", "3")]
    [InlineData("folders", "bag coat dress shoe", "--labels", "shoe")]
    public void Require_OneClass_IsRefused(string? labels, string? names, string option, string name)
    {
        using var images = Images(20, i => 3);

        ((Action)(() => LabelBalance.Require(Supervised, images, labels, names?.Split(' '), TextWriter.Null)))
            .Should()
            .Throw<InputException>()
            .WithMessage(
                $"{option}: all 20 labeled training images are of one class ({name}), so SupCon has nothing to tell apart. Bring images of two classes or more, or use [SimClr]."
            );
    }

    [Fact]
    public void Require_OneClassForAMethodWithoutLabels_IsNoMatter()
    {
        using var images = Images(20, i => 3);

        LabelBalance.Require(ModelBuilder.Clothes("Free"), images, labels: null, names: null, TextWriter.Null);
    }

    [Fact]
    public void Require_ClassesOfTwoImages_SaysHowRarelyTheyMeet()
    {
        using var images = Images(200, i => i / 2);
        using var warnings = new StringWriter();

        LabelBalance.Require(Supervised, images, labels: null, names: null, warnings);

        // Seven others out of 199, one of which is the right one.
        warnings
            .ToString()
            .Trim()
            .Should()
            .Be(
                "warning: only 3.52 % of the images meet another one of their class in their batch of 8, since there are 100 classes; SupCon learns little from such labels. Enlarge the batch."
            );
    }

    [Fact]
    public void Require_FewClasses_SaysNothing()
    {
        using var images = Images(200, i => i % 4);
        using var warnings = new StringWriter();

        LabelBalance.Require(Supervised, images, labels: null, names: null, warnings);

        warnings.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData(new[] { 2, 2 }, 4, 2, 1.0 / 3)]
    [InlineData(new[] { 3, 1 }, 4, 2, 0.5)]
    [InlineData(new[] { 3, 1 }, 4, 4, 0.75)]
    [InlineData(new[] { 1, 1, 1 }, 3, 3, 0)]
    [InlineData(new[] { 1, 1, 1 }, 9, 8, 0)]
    [InlineData(new[] { 2, 2 }, 9, 3, 0.25)]
    public void ShareWithPositive_SmallSets_IsCounted(int[] classes, int all, int batch, double expected) =>
        LabelBalance.ShareWithPositive(classes, all, batch).Should().BeApproximately(expected, 1e-12);

    private static ImageSet Images(int count, Func<int, int> label) =>
        ImageSet.FromBytes(
            new byte[count * 64],
            count,
            1,
            8,
            8,
            [.. Enumerable.Range(0, count).Select(i => (byte)label(i))]
        );
}
