using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Batches that are too small for what a method does with them.</summary>
public sealed class BatchRuleTests
{
    /// <summary>A fault of the encoder alone is the encoder's.</summary>
    [Fact]
    public void Batch_OfAFaultyEncoder_IsNotJudged()
    {
        var encoder = Encoder(
            Word("Conv", ("Channels", 32), ("Kernel", 3)),
            Word("Relu"),
            Word("GlobalAveragePool"),
            Word("BatchNorm", ("Epsilon", 0.5))
        );
        var split = encoder.Plus(Word("SplitBatchNorm", ("Splits", 7)));

        Findings.Ids(Experiment(split)).Should().Equal("CDSL1037");
        Findings.Ids(split.With("BatchNorm", ("Epsilon", -1.0))).Should().Equal("CDSL1022");
        Experiment(split.With("BatchNorm", ("Epsilon", -1.0))).ShouldReport(null);
    }

    private const string InAList = "list [LayerNorm] in place of [BatchNorm]";

    [Theory]
    [InlineData(
        1,
        "CDSL2019 With BatchSize = 1, MoCo v3 has no negatives and the loss is always 0. Use at least 2; 256 or more is usual."
    )]
    [InlineData(
        2,
        "CDSL2020 MoCo v3 with BatchSize = 2 has only 1 negatives per anchor. Use 64 or more; 256 is usual."
    )]
    [InlineData(
        63,
        "CDSL2020 MoCo v3 with BatchSize = 63 has only 62 negatives per anchor. Use 64 or more; 256 is usual."
    )]
    [InlineData(64, null)]
    public void MoCoV3_Batch_HoldsItsNegatives(int batch, string? message)
    {
        Method("MoCoV3").With("Training", ("BatchSize", batch)).ShouldReport(message);
    }

    /// <summary>Without the positive in its denominator nothing is there: the logarithm of 0.</summary>
    [Theory]
    [InlineData("SimClr", "SimCLR")]
    [InlineData("MoCoV3", "MoCo v3")]
    public void Dcl_OfASingleImage_HasNoValue(string word, string name) =>
        Method(word)
            .With(word, ("Loss", LossOf("DclLoss")))
            .With("Training", ("BatchSize", 1))
            .ShouldReport(
                $"CDSL2019 With BatchSize = 1, {name} has no negatives and the loss has no value. Use at least 2; 256 or more is usual."
            );

    [Theory]
    [InlineData("EndToEnd", "End-to-end contrast", "the loss is always 0", 62)]
    [InlineData("Siamese", "Siamese network", "nothing keeps embeddings apart", 62)]
    [InlineData("SupCon", "SupCon", "the loss is always 0", 124)]
    public void Contrasts_Batch_HoldsTheirNegatives(string word, string name, string effect, int negatives)
    {
        Of(1)
            .ShouldReport(
                $"CDSL2019 With BatchSize = 1, {name} has no negatives and {effect}. Use at least 2; 256 or more is usual."
            );
        Of(1).ShouldReportAt("CDSL2019", $"Clothes{word}#1.BatchSize");
        Of(63)
            .ShouldReport(
                $"CDSL2020 {name} with BatchSize = 63 has only {negatives} negatives per anchor. Use 64 or more; 256 is usual."
            );
        Of(64).ShouldReport(null);

        RawClass Of(int batch) => Method(word).With("Training", ("BatchSize", batch));
    }

    /// <summary>
    /// Each view of another image is a negative; and two other views of its own image attract an image that has no
    /// negatives.
    /// </summary>
    [Theory]
    [InlineData(
        1,
        1,
        "CDSL2019 With BatchSize = 1, SupCon has no negatives and the loss is always 0. Use at least 2; 256 or more is usual."
    )]
    [InlineData(
        3,
        1,
        "CDSL2019 With BatchSize = 1, SupCon has no negatives and nothing keeps embeddings apart. Use at least 2; 256 or more is usual."
    )]
    [InlineData(
        1,
        32,
        "CDSL2020 SupCon with BatchSize = 32 has only 31 negatives per anchor. Use 64 or more; 256 is usual."
    )]
    [InlineData(
        3,
        32,
        "CDSL2020 SupCon with BatchSize = 32 has only 93 negatives per anchor. Use 64 or more; 256 is usual."
    )]
    public void SupCon_Negatives_AreAllViewsOfTheOthers(int views, int batch, string message)
    {
        Method("SupCon")
            .With("SupCon", ("ViewCount", views))
            .With("Training", ("BatchSize", batch))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData(0, "CDSL1004 ViewCount must be between 1 and 64; it is 0.")]
    [InlineData(1, null)]
    [InlineData(64, null)]
    [InlineData(65, "CDSL1004 ViewCount must be between 1 and 64; it is 65.")]
    public void SupCon_ViewCount_IsBounded(int views, string? message)
    {
        var raw = Method("SupCon").With("SupCon", ("ViewCount", views));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1004", "ClothesSupCon#0.ViewCount");
        }
    }

    [Theory]
    [InlineData("InstanceDiscrimination")]
    [InlineData("Pirl")]
    [InlineData("Byol")]
    [InlineData("SimSiam")]
    [InlineData("Raft")]
    public void OtherMethods_Batch_NeedsTwoImagesForItsStatistics(string word)
    {
        var raw = Method(word).With("Training", ("BatchSize", 1));

        raw.ShouldReport(Single("ClothesProjector"));
        raw.ShouldReportAt("CDSL1013", $"Clothes{word}#1.BatchSize", "ClothesProjector#0");
        Method(word).With("Training", ("BatchSize", 2)).ShouldReport(null);
    }

    [Fact]
    public void Statistics_OfAnyPart_NeedTwoValues()
    {
        var projector = Head(("Output", 64), ("Norm", Norm.Layer));
        var predictor = Predictor(("Output", 64), ("Norm", Norm.Layer));
        var ofVectors = Encoder(Word("GlobalAveragePool"), Word("BatchNorm"));
        var ofOnePixel = Encoder(
            Word("Conv", ("Channels", 8), ("Kernel", 28), ("Padding", 0)),
            Word("BatchNorm"),
            Word("GlobalAveragePool")
        );

        OfOneImage(("Projector", projector)).ShouldReport(Single("ClothesPredictor"));
        OfOneImage(("Projector", projector), ("Predictor", predictor)).ShouldReport(null);
        OfOneImage(("Projector", projector), ("Predictor", predictor), ("Encoder", Encoder())).ShouldReport(null);
        OfOneImage(("Projector", projector), ("Predictor", predictor), ("Encoder", ofVectors))
            .ShouldReport(Single("ClothesEncoder", InAList));
        OfOneImage(("Projector", projector), ("Predictor", predictor), ("Encoder", ofOnePixel))
            .ShouldReport(Single("ClothesEncoder", InAList));

        static RawClass OfOneImage(params (string Name, object Value)[] parts) =>
            Method("Byol").With("Byol", parts).With("Training", ("BatchSize", 1));
    }

    /// <summary>What is suggested must be what the part reads, or the advice would lead to the next finding.</summary>
    [Fact]
    public void Statistics_OfAHead_AreLeftByWhatItReads()
    {
        var listed = Class("Listed", Word("ProjectionHead"), Word("Linear", ("Features", 64)), Word("BatchNorm"));
        var renormalized = Class("Listed", Word("ProjectionHead"), Word("Linear", ("Features", 64)), Word("LayerNorm"));

        Of(listed, Single("Listed", InAList));
        Of(renormalized, null);
        Of(
            OfPaper(HeadPreset.SimClrV1),
            Single("ClothesProjector", "set Norm = Norm.Layer and OutputNorm = Norm.Layer")
        );
        Of(OfPaper(HeadPreset.SimClrV1, ("Norm", Norm.Layer), ("OutputNorm", Norm.Layer)), null);
        Of(Head(("Layers", 1), ("OutputNorm", Norm.Batch)), Single("ClothesProjector", "set OutputNorm = Norm.Layer"));
        Of(Head(("Layers", 1), ("OutputNorm", Norm.Layer)), null);

        static RawClass OfPaper(HeadPreset preset, params (string, object)[] settings) =>
            Head([("Preset", preset), ("Hidden", 256), .. settings]);

        static void Of(RawClass projector, string? message)
        {
            var head = projector.Type.Name == "Listed" ? projector : projector.With("ProjectionHead", ("Output", 64));
            Method("Raft")
                .With("Raft", ("Projector", head), ("Predictor", Predictor(("Output", 64), ("Norm", Norm.Layer))))
                .With("Training", ("BatchSize", 1))
                .ShouldReport(message);
        }
    }

    [Theory]
    [InlineData(Norm.Batch, "set OutputNorm = Norm.Layer")]
    [InlineData(Norm.Layer, null)]
    public void Statistics_OfAHeadOfPatches_AreLeftByItsOutputNorm(Norm norm, string? fix)
    {
        var head = PatchHead(("Output", 64), ("OutputNorm", norm));

        Method("Pirl")
            .With("Pirl", ("Projector", Head(("Output", 64), ("Norm", Norm.Layer))), ("PatchHead", head))
            .With("Training", ("BatchSize", 1))
            .ShouldReport(fix is null ? null : Single("JigsawHead", fix));
    }

    /// <summary>
    /// Of a list with residual blocks, a normalization of its own and that of the blocks are told apart.
    /// </summary>
    [Theory]
    [InlineData(
        Norm.Batch,
        "BatchNorm",
        "list [LayerNorm] in place of [BatchNorm] and set Norm = Norm.Layer on [Encoder]"
    )]
    [InlineData(Norm.Batch, "LayerNorm", "set Norm = Norm.Layer on [Encoder]")]
    [InlineData(Norm.Layer, "BatchNorm", InAList)]
    [InlineData(Norm.Layer, "LayerNorm", null)]
    public void Statistics_OfAnEncoderWithBlocks_AreLeftByItsListAndByItsNorm(Norm norm, string word, string? fix)
    {
        // The first batch normalization sees a map, which has values enough, and is not talked of.
        var encoder = Encoder(
                Word("Conv", ("Channels", 8), ("Kernel", 3)),
                Word("BatchNorm"),
                Word("MaxPool", ("Kernel", 28)),
                Word("BasicBlock", ("Channels", 8)),
                Word("GlobalAveragePool"),
                Word(word)
            )
            .With("Encoder", ("Norm", norm));

        Method("MoCoV3")
            .With("MoCoV3", ("Encoder", encoder), ("Loss", CustomLoss(2)))
            .With("MoCoV3", ("Projector", Head(("Output", 64), ("Norm", Norm.Layer))))
            .With("MoCoV3", ("Predictor", Predictor(("Output", 64), ("Norm", Norm.Layer))))
            .With("Training", ("BatchSize", 1))
            .ShouldReport(fix is null ? null : Single("ClothesEncoder", fix));
    }

    /// <summary>SimCLR passes both views at once, which makes two of one image, unless it is told not to.</summary>
    [Fact]
    public void SimClr_OneImage_IsTwoViewsUnlessTheyAreSeparate()
    {
        var raw = Experiment(loss: CustomLoss(2)).With("Training", ("BatchSize", 1));

        raw.ShouldReport(null);
        raw.With("SimClr", ("SeparateViews", true)).ShouldReport(Single("ClothesProjector"));
    }

    /// <summary>
    /// Siamese networks and SupCon pass all views at once, CPC all patches; the two networks of end-to-end contrast see
    /// one view each.
    /// </summary>
    [Theory]
    [InlineData("Siamese", 3, null)]
    [InlineData("SupCon", 2, null)]
    [InlineData("Cpc", 2, null)]
    [InlineData("EndToEnd", 2, "ClothesProjector")]
    public void OneImage_OfSeveralViewsOrPatches_HasStatistics(string word, int tensors, string? part)
    {
        var raw = Method(word).With(word, ("Loss", CustomLoss(tensors))).With("Training", ("BatchSize", 1));

        raw.ShouldReport(part is null ? null : Single(part));
    }

    [Fact]
    public void Statistics_OfTheKeys_NeedTwoValuesToo()
    {
        var keys = Class("Keys", [.. Encoder(Word("GlobalAveragePool"), Word("BatchNorm")).Attributes]);

        Of(1).ShouldReport(Single("Keys", InAList));
        Of(2).ShouldReport(null);

        RawClass Of(int batch) =>
            Method("EndToEnd")
                .With(
                    "EndToEnd",
                    ("Loss", CustomLoss(2)),
                    ("Projector", Head(("Output", 64), ("Norm", Norm.Layer))),
                    ("KeyEncoder", keys)
                )
                .With("Training", ("BatchSize", batch));
    }

    [Fact]
    public void Splits_OfTheKeys_DivideTheBatch()
    {
        var keys = Class("Keys", [.. Encoder().Plus(Word("SplitBatchNorm", ("Splits", 8))).Attributes]);

        Of(100)
            .ShouldReport(
                "CDSL1037 BatchSize = 100 cannot be split into the 8 equal parts of [SplitBatchNorm] on 'Keys'. Use 96 or 104."
            );
        Of(104).ShouldReport(null);

        RawClass Of(int batch) =>
            Method("EndToEnd").With("EndToEnd", ("KeyEncoder", keys)).With("Training", ("BatchSize", batch));
    }

    [Fact]
    public void Batch_TooSmallInSeveralWays_IsOneMistake()
    {
        var split = Encoder().Plus(Word("SplitBatchNorm", ("Splits", 8)));

        Method("Byol")
            .With("Byol", ("Encoder", split))
            .With("Training", ("BatchSize", 1))
            .ShouldReportAt("CDSL1037", "ClothesByol#1.BatchSize");
        Method("MoCoV3")
            .With("MoCoV3", ("Encoder", split))
            .With("Training", ("BatchSize", 1))
            .ShouldReportAt("CDSL2019", "ClothesMoCoV3#1.BatchSize");
    }

    [Fact]
    public void Batch_BesideAnotherMistake_IsReportedToo()
    {
        Findings
            .Messages(Method("Byol").With("Training", ("BatchSize", 1)).With("Adam", ("LearningRate", 0.0)))
            .Should()
            .HaveCount(2);
    }

    private static string Single(string part, string fix = "set Norm = Norm.Layer") =>
        $"CDSL1013 With BatchSize = 1, the batch normalization of '{part}' sees a single value per channel. "
        + $"Use a batch of 2 or more (256 is usual), or {fix} there.";
}
