using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What small views need beside the two large ones.</summary>
public sealed class LocalViewsRuleTests
{
    public static TheoryData<string> Methods =>
        new(MethodCatalogue.All.Where(method => method.HasLocalViews).Select(method => method.Word));

    /// <summary>The word does not exist elsewhere: what has no such argument is the compiler's to refuse.</summary>
    [Fact]
    public void Methods_WithSmallViews_AreTheTwoWhosePapersHaveThem() =>
        MethodCatalogue
            .All.Where(method => method.HasLocalViews)
            .Select(method => method.Word)
            .Should()
            .BeEquivalentTo("Dino", "Swav");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Views_OfBothWords_AreTaken(string word)
    {
        var raw = Local(word, 12, 6);

        raw.ShouldReport(null);
        var model = Resolve.Experiment(raw)!;
        model.LocalViews!.Count.Should().Be(6);
        model.LocalSize.Should().Be(12);
        model.CropSize.Should().Be(28);
        model.FamilyOf(1).Should().Be(model.SecondViews ?? model.Views);
        model.FamilyOf(2).Should().Be(model.LocalViews.Views);
        model.Method.JoinedImages(model).Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Count_WithoutViews_IsReported(string word)
    {
        var raw = Method(word).With(word, ("LocalCount", 6));

        raw.ShouldReport(
            "CDSL2060 LocalCount does nothing without LocalViews. Add LocalViews = typeof(…), a class with [AugmentationFamily], or remove it."
        );
        raw.ShouldReportAt("CDSL2060", $"Clothes{word}#0.LocalCount");
    }

    [Theory]
    [InlineData("Swav", 6)]
    [InlineData("Dino", 8)]
    public void Views_WithoutACount_AreReported(string word, int usual)
    {
        var raw = Method(word).With(word, ("LocalViews", Family(12)));

        raw.ShouldReport(
            $"CDSL2060 LocalViews does nothing without LocalCount. Set LocalCount = {usual}, or remove it."
        );
        raw.ShouldReportAt("CDSL2060", $"Clothes{word}#0.LocalViews");
    }

    /// <summary>A class of another kind has been reported as such.</summary>
    [Fact]
    public void Count_BesideAClassOfAnotherKind_IsTaken()
    {
        var raw = Method("Dino").With("Dino", ("LocalViews", Head()), ("LocalCount", 6));

        Findings.Messages(raw).Should().ContainSingle().Which.Should().StartWith("CDSL0016");
    }

    [Theory]
    [InlineData(0, "CDSL1004 LocalCount must be between 1 and 32; it is 0.")]
    [InlineData(-1, "CDSL1004 LocalCount must be between 1 and 32; it is -1.")]
    [InlineData(1, null)]
    [InlineData(32, null)]
    [InlineData(33, "CDSL1004 LocalCount must be between 1 and 32; it is 33.")]
    public void Count_OutOfRange_IsReported(int count, string? message) =>
        Local("Dino", 12, count).ShouldReport(message);

    [Theory]
    [InlineData(27, null)]
    [InlineData(28, "28")]
    [InlineData(40, "40")]
    public void Size_OfLargeViews_IsSaid(int size, string? found)
    {
        var raw = Local("Dino", size, 6);

        raw.ShouldReport(found is null ? null : NotSmall(found));
        if (found is not null)
        {
            raw.ShouldReportAt("CDSL3039", "ClothesDino#0.LocalViews", "SmallViews#1.Size");
        }
    }

    [Fact]
    public void Size_LeftOut_IsThatOfLargeViews()
    {
        var raw = Method("Dino").With("Dino", ("LocalViews", Small(Word("RandomResizedCrop"))), ("LocalCount", 6));

        raw.ShouldReport(NotSmall("28"));
    }

    [Fact]
    public void Views_WithoutACrop_AreAsLargeAsTheImages()
    {
        var raw = Method("Dino").With("Dino", ("LocalViews", Small(Word("RandomHorizontalFlip"))), ("LocalCount", 6));

        raw.ShouldReport(NotSmall("28"));
        raw.ShouldReportAt("CDSL3039", "ClothesDino#0.LocalViews", "SmallViews#0");
    }

    /// <summary>
    /// The size is that of the large ones, on which it has been reported; there is no crop to set it on.
    /// </summary>
    [Fact]
    public void Views_WithoutACrop_BesideLargeOnesThatPatchesDoNotTile_AreNotSmall()
    {
        var raw = Method("Dino")
            .With(
                "Dino",
                ("Encoder", Transformer()),
                (
                    "Views",
                    Views(Word("RandomResizedCrop", ("Size", 18)), Word("Normalize", ("Mean", 0.286), ("Std", 0.353)))
                )
            )
            .With("Dino", ("LocalViews", Small(Word("RandomHorizontalFlip"))), ("LocalCount", 6));

        Findings
            .Messages(raw)
            .Should()
            .HaveCount(2)
            .And.Contain(message => message.StartsWith("CDSL3001"))
            .And.Contain(NotSmall("18", "18"));
    }

    [Theory]
    [InlineData(12, null)]
    [InlineData(4, null)]
    [InlineData(
        14,
        "CDSL3038 'SmallViews' crops to 14 pixels, but 'ClothesTransformer' cuts patches of 4×4, which do not tile them. Set Size = 12 or 16."
    )]
    [InlineData(
        3,
        "CDSL3038 'SmallViews' crops to 3 pixels, but 'ClothesTransformer' cuts patches of 4×4, which do not tile them. Set Size = 4."
    )]
    public void Size_ForATransformer_IsTiledByItsPatches(int size, string? message)
    {
        var raw = Local("Dino", size, 6).With("Dino", ("Encoder", Transformer()));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL3038", "ClothesDino#0.LocalViews", "SmallViews#1.Size");
        }
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, "CDSL3038 'SmallViews' crops to 7 pixels, but 'ClothesEncoder' needs at least 8. Set Size = 8.")]
    public void Size_ForAList_LeavesSomethingOfTheImage(int size, string? message) =>
        Local("Swav", size, 6)
            .With(
                "Swav",
                (
                    "Encoder",
                    Encoder(
                        Word("Conv", ("Channels", 32), ("Kernel", 3)),
                        Word("Relu"),
                        Word("MaxPool", ("Kernel", 8)),
                        Word("GlobalAveragePool")
                    )
                )
            )
            .ShouldReport(message);

    [Fact]
    public void Size_ForAFlattenedMap_IsRefused() =>
        Local("Dino", 12, 6)
            .With(
                "Dino",
                (
                    "Encoder",
                    Encoder(
                        Word("Conv", ("Channels", 32), ("Kernel", 3)),
                        Word("Relu"),
                        Word("Flatten"),
                        Word("Linear", ("Features", 64))
                    )
                )
            )
            .ShouldReport(
                "CDSL3038 'SmallViews' crops to 12 pixels, but 'ClothesEncoder' takes images of 28 pixels only: [Flatten] fixes the size. End the encoder with [GlobalAveragePool]."
            );

    [Fact]
    public void Blur_OfSmallViews_IsJudgedByTheirSize() =>
        Method("Dino")
            .With(
                "Dino",
                ("LocalViews", Small(Word("RandomResizedCrop", ("Size", 12)), Word("GaussianBlur", ("Kernel", 25)))),
                ("LocalCount", 6)
            )
            .ShouldReport(
                "CDSL3025 'SmallViews' blurs with a kernel of 25 pixels, but reflection at the border allows at most 23 on the 12-pixel views of 'ClothesDino'. Set Kernel = 23 or less."
            );

    [Fact]
    public void Normalize_OfSmallViewsAlone_IsMissed() =>
        Method("Dino")
            .With(
                "Dino",
                (
                    "LocalViews",
                    Class("SmallViews", Word("AugmentationFamily"), Word("RandomResizedCrop", ("Size", 12)))
                ),
                ("LocalCount", 6)
            )
            .ShouldReport(
                "CDSL3032 'SmallViews' does not normalize as 'ClothesViews' does, so the encoder sees large and local views in different ranges. End both with the same [Normalize]."
            );

    [Theory]
    [InlineData(1, 1, 2, 1, 3)]
    [InlineData(3, 1, 6, 2, 5)]
    [InlineData(4, 2, 4, 2, 6)]
    public void Images_OfTwoSizes_AreThoseOfEachPass(int count, int joined, int parted, int fewest, int head)
    {
        var model = Resolve.Experiment(Local("Dino", 12, count))!;

        model.Method.JoinedImages(model).Should().Be(joined, "it divides both passes");
        model.Method.PartedViews(model).Should().Be(parted, "both divide it");
        model.Method.MinimumImages(model).Should().Be(fewest);
        model.Method.HeadImages(model).Should().Be(head);
    }

    /// <summary>Eight small views in four micro-batches have 32 pieces, each of which is a part or several.</summary>
    [Theory]
    [InlineData(8, false)]
    [InlineData(16, false)]
    [InlineData(32, true)]
    public void Splits_OfMicroBatches_LieInsideASmallView(int splits, bool isSound)
    {
        var raw = Local("Dino", 12, 8)
            .With("Dino", ("Encoder", Encoder().Plus(Word("SplitBatchNorm", ("Splits", splits)))))
            .With("Training", ("BatchSize", 256), ("MicroBatch", 64));

        Findings.Ids(raw).Contains("CDSL4035").Should().Be(!isSound);
    }

    [Theory]
    [InlineData("Dino", 8)]
    [InlineData("Swav", 6)]
    public void Scores_OfLargeAndSmallViews_AreFormedAtOnce(string word, int count)
    {
        var model = Resolve.Experiment(Local(word, 12, count))!;

        model.Method.Similarities(model).Rows.Should().Be(256 * (2 + count));
    }

    /// <summary>The smaller pass has two views of the only image, the head five.</summary>
    [Fact]
    public void Batch_OfOneImageWithThreeLocalViews_HasSeveralValues() =>
        Findings
            .Messages(Local("Dino", 12, 3).With("Training", ("BatchSize", 1)))
            .Should()
            .NotContain(message => message.StartsWith("CDSL1013", StringComparison.Ordinal));

    private static string NotSmall(string size, string large = "28") =>
        $"CDSL3039 'SmallViews' draws local views of {size} pixels beside large ones of {large}, so that each costs as much as a large one. Give its [RandomResizedCrop] a smaller Size.";

    private static RawClass Local(string word, int size, int count) =>
        Method(word).With(word, ("LocalViews", Family(size)), ("LocalCount", count));

    private static RawClass Family(int size) => Small(Word("RandomResizedCrop", ("Size", size), ("MaxScale", 0.5)));

    private static RawClass Small(params RawAttribute[] steps) =>
        Class("SmallViews", [Word("AugmentationFamily"), .. steps, Word("Normalize", ("Mean", 0.286), ("Std", 0.353))]);
}
