using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Batches that are too small for what a method does with them.</summary>
public sealed class BatchRuleTests
{
    private const string Single =
        "CDSL1013 With BatchSize = 1 the batch normalisation of '{0}' sees a single value per channel. Use a batch of 2 or more (256 is usual), or Norm = Norm.Layer.";

    [Theory]
    [InlineData(1, "CDSL2019 With BatchSize = 1 MoCo v3 has no negatives and the loss is always 0. Use at least 2; 256 or more is usual.")]
    [InlineData(2, "CDSL2020 MoCo v3 with BatchSize = 2 has only 1 negatives per image. Use 64 or more; 256 is usual.")]
    [InlineData(63, "CDSL2020 MoCo v3 with BatchSize = 63 has only 62 negatives per image. Use 64 or more; 256 is usual.")]
    [InlineData(64, null)]
    public void MoCoV3_Batch_HoldsItsNegatives(int batch, string? message)
    {
        Method("MoCoV3").With("Training", ("BatchSize", batch)).ShouldReport(message);
    }

    [Theory]
    [InlineData("MoCo")]
    [InlineData("Byol")]
    [InlineData("SimSiam")]
    [InlineData("Raft")]
    public void OtherMethods_Batch_NeedsTwoImagesForItsStatistics(string word)
    {
        var raw = Method(word).With("Training", ("BatchSize", 1));

        raw.ShouldReport(string.Format(null, Single, "ClothesProjector"));
        raw.ShouldReportAt("CDSL1013", $"Clothes{word}#1.BatchSize", "ClothesProjector#0");
        Method(word).With("Training", ("BatchSize", 2)).ShouldReport(null);
    }

    [Fact]
    public void Statistics_OfAnyPart_NeedTwoValues()
    {
        var projector = Head(("Output", 64), ("Norm", Norm.Layer));
        var predictor = Predictor(("Output", 64), ("Norm", Norm.Layer));
        var ofVectors = Encoder(Word("GlobalAveragePool"), Word("BatchNorm"));
        var ofOnePixel = Encoder(Word("Conv", ("Channels", 8), ("Kernel", 28), ("Padding", 0)), Word("BatchNorm"), Word("GlobalAveragePool"));

        OfOneImage(("Projector", projector)).ShouldReport(string.Format(null, Single, "ClothesPredictor"));
        OfOneImage(("Projector", projector), ("Predictor", predictor)).ShouldReport(null);
        OfOneImage(("Projector", projector), ("Predictor", predictor), ("Encoder", Encoder())).ShouldReport(null);
        OfOneImage(("Projector", projector), ("Predictor", predictor), ("Encoder", ofVectors)).ShouldReport(string.Format(null, Single, "ClothesEncoder"));
        OfOneImage(("Projector", projector), ("Predictor", predictor), ("Encoder", ofOnePixel)).ShouldReport(string.Format(null, Single, "ClothesEncoder"));

        static RawClass OfOneImage(params (string Name, object Value)[] parts) => Method("Byol").With("Byol", parts).With("Training", ("BatchSize", 1));
    }

    /// <summary>SimCLR passes both views at once, which makes two of one image, unless it is told not to.</summary>
    [Fact]
    public void SimClr_OneImage_IsTwoViewsUnlessTheyAreSeparate()
    {
        var raw = Experiment(loss: OwnLoss(2)).With("Training", ("BatchSize", 1));

        raw.ShouldReport(null);
        raw.With("SimClr", ("SeparateViews", true)).ShouldReport(string.Format(null, Single, "ClothesProjector"));
    }

    [Fact]
    public void Batch_TooSmallInSeveralWays_IsOneMistake()
    {
        var split = Encoder().Plus(Word("SplitBatchNorm", ("Splits", 8)));

        Method("Byol").With("Byol", ("Encoder", split)).With("Training", ("BatchSize", 1)).ShouldReportAt("CDSL1037", "ClothesByol#1.BatchSize");
        Method("MoCoV3").With("MoCoV3", ("Encoder", split)).With("Training", ("BatchSize", 1)).ShouldReportAt("CDSL2019", "ClothesMoCoV3#1.BatchSize");
    }

    [Fact]
    public void Batch_BesideAnotherMistake_IsReportedToo()
    {
        Findings.Messages(Method("Byol").With("Training", ("BatchSize", 1)).With("Adam", ("LearningRate", 0.0))).Should().HaveCount(2);
    }
}
