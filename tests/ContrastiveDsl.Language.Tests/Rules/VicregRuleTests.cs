using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What VICReg needs of its batch, its projector and its loss.</summary>
public sealed class VicregRuleTests
{
    private const string Collapse =
        "CDSL2025 With VarianceWeight = 0 nothing keeps all embeddings from becoming one point. Set it greater than 0; 25 in the paper.";

    [Theory]
    [InlineData(25.0, 25.0, 1.0, null, "")]
    [InlineData(0.001, 0.001, 0.001, null, "")]
    [InlineData(25.0, 0.0, 1.0, Collapse, "VarianceWeight")]
    [InlineData(25.0, 0.0, 0.0, Collapse, "VarianceWeight")]
    [InlineData(0.0, 0.0, 0.0, Collapse, "VarianceWeight")]
    [InlineData(
        0.0,
        25.0,
        1.0,
        "CDSL2025 With InvarianceWeight = 0 the views of an image are never compared. Set it greater than 0; 25 in the paper.",
        "InvarianceWeight"
    )]
    [InlineData(-1.0, 25.0, 1.0, "CDSL2033 InvarianceWeight must be 0 or more; it is -1.", "InvarianceWeight")]
    [InlineData(
        1e12,
        25.0,
        1.0,
        "CDSL2033 InvarianceWeight must be at most 1000000; it is 1000000000000.",
        "InvarianceWeight"
    )]
    [InlineData(25.0, double.NaN, 1.0, "CDSL2033 VarianceWeight must be 0 or more; it is NaN.", "VarianceWeight")]
    [InlineData(
        25.0,
        0.0,
        double.PositiveInfinity,
        "CDSL2033 CovarianceWeight must be finite and 0 or more; it is Infinity.",
        "CovarianceWeight"
    )]
    public void Weights_OfTheLoss_AreJudged(
        double invariance,
        double variance,
        double covariance,
        string? message,
        string setting
    )
    {
        var loss = LossOf(
            "VicregLoss",
            ("InvarianceWeight", invariance),
            ("VarianceWeight", variance),
            ("CovarianceWeight", covariance)
        );

        loss.ShouldReport(message);
        if (message is not null)
        {
            loss.ShouldReportAt(message[..8], "MethodLoss#0." + setting);
        }
    }

    [Fact]
    public void Loss_WithoutSettings_HasThePapersWeights() =>
        Resolve
            .Loss(LossOf("VicregLoss"))
            .Constants.Select(constant => (constant.Name, constant.Value))
            .Should()
            .Equal(("InvarianceWeight", 25.0), ("VarianceWeight", 25.0), ("CovarianceWeight", 1.0));

    [Theory]
    [InlineData(
        1,
        "CDSL2039 With BatchSize = 1, VICReg has no statistics over images. Use at least 2; 256 or more is usual."
    )]
    [InlineData(2, "CDSL2040 VICReg with BatchSize = 2 knows correlations to 0.71 only. Use 64 or more; 256 is usual.")]
    [InlineData(
        63,
        "CDSL2040 VICReg with BatchSize = 63 knows correlations to 0.13 only. Use 64 or more; 256 is usual."
    )]
    [InlineData(64, null)]
    public void Batch_OfFewImages_IsReported(int batch, string? message) =>
        Method("Vicreg").With("Training", ("BatchSize", batch)).ShouldReport(message);

    /// <summary>The scale of batch normalization is the deviation that the loss asks for.</summary>
    [Theory]
    [InlineData(Norm.None, true, false)]
    [InlineData(Norm.Batch, true, false)]
    [InlineData(Norm.Batch, false, true)]
    [InlineData(Norm.Layer, true, true)]
    [InlineData(Norm.Group, true, true)]
    public void Projector_EndingInANormalization_IsReportedWhereItLeavesNoDeviation(
        Norm norm,
        bool affine,
        bool isReported
    )
    {
        var head = Head(("Hidden", 64), ("Output", 64), ("OutputNorm", norm), ("OutputAffine", affine));

        Method("Vicreg")
            .With("Vicreg", ("Projector", head))
            .ShouldReport(
                isReported
                    ? "CDSL2041 VICReg looks after the scale of embeddings itself, but 'ClothesProjector' ends in a normalization. Set OutputNorm = Norm.None and remove OutputAffine there."
                    : null
            );
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void Projector_NarrowerThanTheFeatures_IsReported(int output, bool isNarrow) =>
        Method("Vicreg")
            .With("Vicreg", ("Projector", Head(("Hidden", 64), ("Output", output))))
            .ShouldReport(
                isNarrow
                    ? "CDSL2042 VICReg compares components, but 'ClothesProjector' has 31 for 32 features. Set Output = 32 or more."
                    : null
            );

    [Fact]
    public void Loss_OfBarlowTwins_IsReported() =>
        Method("Vicreg")
            .With("Vicreg", ("Loss", LossOf("BarlowTwinsLoss")))
            .ShouldReport(
                "CDSL2030 VICReg needs a loss of two batches of projections, but 'MethodLoss' is [BarlowTwinsLoss]. Name a class with [VicregLoss]."
            );

    [Theory]
    [InlineData(
        "NegativeQueue",
        "CDSL2002 VICReg uses no negatives, so [NegativeQueue] has no effect. Remove it, or use [MoCo]."
    )]
    [InlineData(
        "MomentumEncoder",
        "CDSL2036 VICReg has no momentum encoder, so [MomentumEncoder] has no effect. Remove it, or use [MoCo], [MoCoV3], [Byol], [Raft] or [Dino]."
    )]
    [InlineData(
        "MemoryBank",
        "CDSL2036 VICReg has no memory bank, so [MemoryBank] has no effect. Remove it, or use [InstanceDiscrimination] or [Pirl]."
    )]
    public void Setting_OfOtherMethods_IsReported(string word, string message) =>
        Method("Vicreg", Word(word)).ShouldReport(message);

    [Fact]
    public void Experiment_OfTwoViews_ComparesComponents()
    {
        var model = Resolve.Experiment(Method("Vicreg"))!;

        model.ViewCount.Should().Be(2);
        model.Method.JoinedImages(model).Should().Be(1, "batch statistics are those of a view");
        model.NegativesPerAnchor.Should().Be(0);
        model.Method.Similarities(model).Should().Be((64L, 64L));
        model
            .Loss.Describe(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Should()
            .Be("VICReg, 25 invariance, 25 variance, 1 covariance");
    }
}
