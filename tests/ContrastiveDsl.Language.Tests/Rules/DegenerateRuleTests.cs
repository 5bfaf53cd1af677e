using static ContrastiveDsl.Language.Tests.Declare;
using static ContrastiveDsl.Language.Tests.Findings;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Declarations of which each value is legal, and under which little or nothing is learned.</summary>
public sealed class DegenerateRuleTests
{
    [Theory]
    [InlineData("SimClr", true)]
    [InlineData("SupCon", true)]
    [InlineData("MoCo", true)]
    [InlineData("MoCoV3", true)]
    [InlineData("InstanceDiscrimination", true)]
    [InlineData("EndToEnd", true)]
    [InlineData("BarlowTwins", false)]
    [InlineData("Vicreg", false)]
    public void Projector_OfASingleComponent_HasNoDirections(string word, bool isReported)
    {
        var raw = Method(word).With(word, ("Projector", Head(("Layers", 1), ("Output", 1))));

        Ids(raw).Contains("CDSL2043").Should().Be(isReported);
        Ids(Method(word).With(word, ("Projector", Head(("Layers", 1), ("Output", 2))))).Should().NotContain("CDSL2043");
    }

    [Theory]
    [InlineData("Byol")]
    [InlineData("SimSiam")]
    [InlineData("Raft")]
    public void Prediction_OfASingleComponent_HasNoDirections(string word)
    {
        Ids(
                Method(word)
                    .With(
                        word,
                        ("Projector", Head(("Hidden", 8), ("Output", 1))),
                        ("Predictor", Predictor(("Hidden", 8), ("Output", 1)))
                    )
            )
            .Should()
            .Contain("CDSL2043");
    }

    [Theory]
    [InlineData(true, "CDSL2043")]
    [InlineData(false, null)]
    public void Projector_OfRawDistances_MayHaveASingleComponent(bool normalize, string? id)
    {
        var loss = LossOf("PairwiseContrastiveLoss", ("Normalize", normalize));

        Ids(Method("Siamese").With("Siamese", ("Projector", Head(("Hidden", 8), ("Output", 1))), ("Loss", loss)))
            .Should()
            .Equal(id is null ? [] : [id]);
    }

    [Theory]
    [InlineData("Conv", false)]
    [InlineData("Relu", true)]
    [InlineData("MaxPool", true)]
    [InlineData("BasicBlock", true)]
    [InlineData("GroupNorm", true)]
    [InlineData("BatchNorm", false)]
    public void Encoder_OfLinearLayersAlone_IsReported(string word, bool bends)
    {
        var layer = word switch
        {
            "Conv" => Word("Conv", ("Channels", 8), ("Kernel", 3)),
            "BasicBlock" => Word("BasicBlock", ("Channels", 8)),
            "GroupNorm" => Word("GroupNorm", ("Groups", 4)),
            "MaxPool" => Word("MaxPool", ("Kernel", 2)),
            _ => Word(word),
        };
        var raw = Encoder(Word("Conv", ("Channels", 8), ("Kernel", 3)), layer, Word("GlobalAveragePool"));

        raw.ShouldReport(
            bends
                ? null
                : "CDSL1040 'ClothesEncoder' has no activation, so that all its layers together are one linear map. Add [Relu] behind each [Conv], and behind each [Linear] but the last."
        );
    }

    [Fact]
    public void Encoder_FlattenAndLinear_IsLinear()
    {
        Encoder(Word("Flatten"), Word("Dropout", ("Probability", 0.5)), Word("Linear", ("Features", 64)))
            .ShouldReportAt("CDSL1040", "ClothesEncoder#0");
        Encoder(Word("Flatten")).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        "Alignment",
        "CDSL2044 With Alignment = 0 the views of an image are never compared. Set it greater than 0; both are 1 in the paper."
    )]
    [InlineData(
        "CrossModel",
        "CDSL2044 With CrossModel = 0 the target network is out of the loss, and nothing keeps all embeddings from becoming one point. Set it greater than 0; both are 1 in the paper."
    )]
    public void Raft_TermSwitchedOff_IsReported(string setting, string message)
    {
        LossOf("RaftLoss", (setting, 0.0)).ShouldReport(message);
        LossOf("RaftLoss", (setting, 0.01)).ShouldReport(null);
    }

    [Theory]
    [InlineData(0.0, "the head of patches")]
    [InlineData(1.0, "the projector of images")]
    [InlineData(0.01, null)]
    [InlineData(0.99, null)]
    public void Pirl_TermSwitchedOff_IsReported(double lambda, string? head)
    {
        Method("Pirl")
            .With("Pirl", ("Lambda", lambda))
            .ShouldReport(
                head is null
                    ? null
                    : $"CDSL2045 Lambda = {Text.Of(lambda)} switches a term off, and with it {head}, which no gradient reaches. Use a weight between 0 and 1; 0.5 in the paper."
            );
    }

    [Theory]
    [InlineData(
        0.0,
        "CDSL2052 With CovarianceWeight = 0 all components may become the same number. Set it greater than 0; 1 in the paper."
    )]
    [InlineData(0.01, null)]
    public void Vicreg_WithoutCovariance_IsReported(double weight, string? message)
    {
        LossOf("VicregLoss", ("CovarianceWeight", weight)).ShouldReport(message);
    }

    [Theory]
    [InlineData("SupCon", 1, "CDSL2046")]
    [InlineData("SupCon", 2, null)]
    [InlineData("SupCon", 0, null)]
    [InlineData("SimClr", 1, null)]
    public void Labels_OfOneClass_TellNothingApart(string word, int classes, string? id)
    {
        Ids(Method(word, Word("Images", ("Count", 60000), ("Classes", classes))))
            .Should()
            .Equal(id is null ? [] : [id]);
    }

    /// <summary>Where it is known what the labels are, they are counted.</summary>
    [Fact]
    public void Labels_OfOpenedImages_AreNotJudgedByTheirNumber()
    {
        Method("SupCon").Opened(new ImagesModel(60000, 1, 1, 28, 28)).Should().BeEmpty();
    }
}
