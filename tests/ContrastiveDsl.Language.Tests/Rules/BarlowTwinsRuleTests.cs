using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What Barlow Twins needs of its batch, its projector and its loss.</summary>
public sealed class BarlowTwinsRuleTests
{
    [Theory]
    [InlineData(0.0, "CDSL2033 Lambda must be greater than 0; it is 0.")]
    [InlineData(-0.0051, "CDSL2033 Lambda must be greater than 0; it is -0.0051.")]
    [InlineData(double.NaN, "CDSL2033 Lambda must be greater than 0; it is NaN.")]
    [InlineData(double.PositiveInfinity, "CDSL2033 Lambda must be finite and greater than 0; it is Infinity.")]
    [InlineData(1e12, "CDSL2033 Lambda must be at most 1000000; it is 1000000000000.")]
    [InlineData(0.0051, null)]
    [InlineData(1.0, null)]
    [InlineData(
        1.01,
        "CDSL2026 Lambda 1.01 weighs pairs of components above the agreement of the views. The authors use 0.0051."
    )]
    public void Lambda_OfTheLoss_IsJudged(double lambda, string? message)
    {
        var loss = LossOf("BarlowTwinsLoss", ("Lambda", lambda));

        loss.ShouldReport(message);
        if (message is not null)
        {
            loss.ShouldReportAt(message[..8], "MethodLoss#0.Lambda");
        }
    }

    [Fact]
    public void Loss_WithoutSettings_HasTheAuthorsWeight() =>
        Resolve
            .Loss(LossOf("BarlowTwinsLoss"))
            .Constants.Should()
            .ContainSingle()
            .Which.Should()
            .Match<SettingConstant>(constant => constant.Name == "Lambda" && constant.Value.Equals(0.0051));

    [Theory]
    [InlineData(
        1,
        "CDSL2039 With BatchSize = 1, Barlow Twins has no statistics over images. Use at least 2; 256 or more is usual."
    )]
    [InlineData(
        2,
        "CDSL2040 Barlow Twins with BatchSize = 2 knows correlations to 0.71 only. Use 64 or more; 256 is usual."
    )]
    [InlineData(
        63,
        "CDSL2040 Barlow Twins with BatchSize = 63 knows correlations to 0.13 only. Use 64 or more; 256 is usual."
    )]
    [InlineData(64, null)]
    public void Batch_OfFewImages_IsReported(int batch, string? message)
    {
        var raw = Method("BarlowTwins").With("Training", ("BatchSize", batch));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], "ClothesBarlowTwins#1.BatchSize");
        }
    }

    /// <summary>
    /// What a custom loss makes of one image is its own; the projector's normalization still has no batch.
    /// </summary>
    [Fact]
    public void Batch_OfOneImageWithACustomLoss_IsWrongForTheNormalizationAlone() =>
        Method("BarlowTwins")
            .With("BarlowTwins", ("Loss", CustomLoss(2)))
            .With("Training", ("BatchSize", 1))
            .ShouldReportAt("CDSL1013", "ClothesBarlowTwins#1.BatchSize", "ClothesProjector#0");

    [Fact]
    public void Projector_ListedNarrowerThanTheFeatures_IsToldWhatToListInstead() =>
        Method("BarlowTwins")
            .With(
                "BarlowTwins",
                ("Projector", Class("Listed", Word("ProjectionHead"), Word("Linear", ("Features", 31))))
            )
            .ShouldReport(
                "CDSL2042 Barlow Twins compares components, but 'Listed' has 31 for 32 features. End it with [Linear(32)] or more."
            );

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void Projector_NarrowerThanTheFeatures_IsReported(int output, bool isNarrow)
    {
        var raw = Method("BarlowTwins").With("BarlowTwins", ("Projector", Head(("Hidden", 64), ("Output", output))));

        raw.ShouldReport(
            isNarrow
                ? "CDSL2042 Barlow Twins compares components, but 'ClothesProjector' has 31 for 32 features. Set Output = 32 or more."
                : null
        );
        if (isNarrow)
        {
            raw.ShouldReportAt("CDSL2042", "ClothesBarlowTwins#0.Projector", "ClothesProjector#0.Output");
        }
    }

    [Theory]
    [InlineData(Norm.Batch, true)]
    [InlineData(Norm.Batch, false)]
    [InlineData(Norm.Layer, true)]
    public void Projector_EndingInANormalization_IsReported(Norm norm, bool affine)
    {
        var head = Head(("Hidden", 64), ("Output", 32), ("OutputNorm", norm), ("OutputAffine", affine));
        var raw = Method("BarlowTwins").With("BarlowTwins", ("Projector", head));

        raw.ShouldReport(
            "CDSL2041 Barlow Twins looks after the scale of embeddings itself, but 'ClothesProjector' ends in a normalization. Set OutputNorm = Norm.None and remove OutputAffine there."
        );
        raw.ShouldReportAt("CDSL2041", "ClothesBarlowTwins#0.Projector", "ClothesProjector#0.OutputNorm");
    }

    [Fact]
    public void Projector_ListedWithANormalizationAtItsEnd_IsReportedThere()
    {
        RawAttribute[] layers =
        [
            Word("ProjectionHead"),
            Word("Linear", ("Features", 64)),
            Word("BatchNorm"),
            Word("Relu"),
            Word("Linear", ("Features", 32)),
        ];
        var open = Method("BarlowTwins").With("BarlowTwins", ("Projector", Class("Listed", layers)));
        var closed = Method("BarlowTwins")
            .With("BarlowTwins", ("Projector", Class("Listed", [.. layers, Word("BatchNorm")])));

        open.ShouldReport(null);
        closed.ShouldReport(
            "CDSL2041 Barlow Twins looks after the scale of embeddings itself, but 'Listed' ends in a normalization. Remove it there."
        );
        closed.ShouldReportAt("CDSL2041", "ClothesBarlowTwins#0.Projector", "Listed#5");
    }

    [Fact]
    public void Projector_WithACustomLoss_IsNotJudged() =>
        Method("BarlowTwins")
            .With(
                "BarlowTwins",
                ("Loss", CustomLoss(2)),
                ("Projector", Head(("Hidden", 64), ("Output", 8), ("OutputNorm", Norm.Batch)))
            )
            .ShouldReport(null);

    [Fact]
    public void Loss_OfAnotherMethod_IsReported() =>
        Method("BarlowTwins")
            .With("BarlowTwins", ("Loss", Loss()))
            .ShouldReport(
                "CDSL2030 Barlow Twins needs a loss of two batches of projections, but 'ClothesLoss' is [NtXentLoss]. Name a class with [BarlowTwinsLoss]."
            );

    [Fact]
    public void Loss_OfTheUsersWithThreeTensors_IsReported() =>
        Method("BarlowTwins")
            .With("BarlowTwins", ("Loss", CustomLoss(3)))
            .ShouldReport(
                "CDSL2030 Barlow Twins needs a loss of two batches of projections, but 'Own' has no Compute that takes 2 tensors. Add 'public static Tensor Compute(Tensor z0, Tensor z1)'."
            );

    [Theory]
    [InlineData(
        "NegativeQueue",
        "CDSL2002 Barlow Twins uses no negatives, so [NegativeQueue] has no effect. Remove it, or use [MoCo]."
    )]
    [InlineData(
        "MomentumEncoder",
        "CDSL2036 Barlow Twins has no momentum encoder, so [MomentumEncoder] has no effect. Remove it, or use [MoCo], [MoCoV3], [Byol], [Raft] or [Dino]."
    )]
    [InlineData(
        "MemoryBank",
        "CDSL2036 Barlow Twins has no memory bank, so [MemoryBank] has no effect. Remove it, or use [InstanceDiscrimination] or [Pirl]."
    )]
    public void Setting_OfOtherMethods_IsReported(string word, string message) =>
        Method("BarlowTwins", Word(word)).ShouldReport(message);

    [Fact]
    public void Experiment_OfTwoViews_ComparesComponents()
    {
        var model = Resolve.Experiment(Method("BarlowTwins"))!;

        model.ViewCount.Should().Be(2);
        model.Method.JoinedImages(model).Should().Be(1, "batch statistics are those of a view");
        model.NegativesPerAnchor.Should().Be(0);
        model.Method.Similarities(model).Should().Be((64L, 64L));
        model
            .Loss.Describe(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Should()
            .Be("Barlow Twins, λ = 0.0051");
    }
}
