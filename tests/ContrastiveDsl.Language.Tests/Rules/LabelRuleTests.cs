using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Methods that read labels, and those that have a single view.</summary>
public sealed class LabelRuleTests
{
    private static readonly RawClass Still = Class(
        "StillViews",
        Word("AugmentationFamily"),
        Word("Normalize", ("Mean", 0.286), ("Std", 0.353))
    );

    [Fact]
    public void SupCon_ImagesWithoutLabels_AreReported()
    {
        Method("SupCon")
            .Opened(Unlabeled)
            .Should()
            .Equal("CDSL2012 SupCon needs labels, but no image has one. Choose a labeled set, or [SimClr].");
        Method("SupCon").Opened(Unlabeled with { Classes = 1 }).Should().BeEmpty();
    }

    [Fact]
    public void Siamese_ImagesWithoutLabels_AreReportedWhereLabelsMakePairs()
    {
        var labeled = Method("Siamese").With("Siamese", ("Pairs", SimilarPairs.Labels));

        labeled
            .Opened(Unlabeled)
            .Should()
            .Equal(
                "CDSL2012 Siamese network needs labels, but no image has one. Choose a labeled set, or Pairs = SimilarPairs.Views."
            );
        labeled.Opened(Unlabeled with { Classes = 1 }).Should().BeEmpty();
        Method("Siamese").Opened(Unlabeled).Should().BeEmpty();
    }

    [Fact]
    public void MissingLabels_AreReportedWhereTheyAreAskedFor()
    {
        Places(Method("SupCon")).Should().Equal((0, null));
        Places(Method("Siamese").With("Siamese", ("Pairs", SimilarPairs.Labels))).Should().Equal((0, "Pairs"));

        static IEnumerable<(AttributeIndex, string?)> Places(RawClass raw) =>
            ExperimentAnalysis
                .CheckAll(Resolve.Experiment(raw)! with { Images = Unlabeled })
                .Select(finding => (finding.Place.Attribute, finding.Place.Argument));
    }

    [Theory]
    [InlineData("SimClr")]
    [InlineData("InstanceDiscrimination")]
    [InlineData("Pirl")]
    [InlineData("Cpc")]
    [InlineData("EndToEnd")]
    public void OtherMethods_ImagesWithoutLabels_AreEnough(string word)
    {
        Method(word).Opened(Unlabeled).Should().BeEmpty();
    }

    /// <summary>Before images are opened, no number of classes says nothing.</summary>
    [Fact]
    public void Labels_OfImagesNotYetOpened_AreNotMissed()
    {
        Method("SupCon", Word("Images", ("Count", 60_000))).ShouldReport(null);
    }

    [Theory]
    [InlineData("SimClr", true)]
    [InlineData("EndToEnd", true)]
    [InlineData("Siamese", true)]
    [InlineData("SupCon", false)]
    [InlineData("InstanceDiscrimination", false)]
    [InlineData("Pirl", false)]
    [InlineData("Cpc", false)]
    public void Views_WithoutChance_TeachNothingUnlessSomethingElseDoes(string word, bool isReported)
    {
        var raw = Method(word).With(word, ("Views", Still));

        Findings.Messages(raw).Select(message => message[..8]).Should().Equal(isReported ? ["CDSL2015"] : []);
    }

    [Fact]
    public void Views_WithoutChance_TeachPairsOfOneLabel()
    {
        Method("Siamese").With("Siamese", ("Views", Still), ("Pairs", SimilarPairs.Labels)).ShouldReport(null);
    }

    [Theory]
    [InlineData("InstanceDiscrimination")]
    [InlineData("Pirl")]
    [InlineData("Cpc")]
    public void SecondViews_OfASingleView_HaveNoEffect(string word)
    {
        // Its three channels would be reported where it is used.
        var second = Class(
            "OtherViews",
            Word("AugmentationFamily"),
            Word("Normalize", ("Mean", new[] { 0.4, 0.5, 0.6 }), ("Std", new[] { 0.2, 0.2, 0.2 }))
        );
        var raw = Method(word).With(word, ("SecondViews", second));

        raw.ShouldReport($"CDSL0008 SecondViews has no effect on 'Clothes{word}', which has a single view. Remove it.");
        raw.ShouldReportAt("CDSL0008", $"Clothes{word}#0.SecondViews");
    }

    [Theory]
    [InlineData(0, "CDSL1004")]
    [InlineData(1, "CDSL0008")]
    [InlineData(2, null)]
    public void SecondViews_OfSupCon_NeedASecondView(int views, string? id)
    {
        Findings
            .Messages(Method("SupCon").With("SupCon", ("ViewCount", views), ("SecondViews", SecondViews())))
            .Select(message => message[..8])
            .Should()
            .Equal(id is null ? [] : [id]);
    }

    private static ImagesModel Unlabeled => new(60_000, 0, 1, 28, 28);
}
