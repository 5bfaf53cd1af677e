using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Settings that are legal and not what the papers have: worth knowing, and no more.</summary>
public sealed class PaperRuleTests
{
    [Theory]
    [InlineData("BarlowTwins", "Barlow Twins", "Byol")]
    [InlineData("Byol", "BYOL", "Byol")]
    [InlineData("Dino", "DINO", "Byol")]
    [InlineData("MoCoV3", "MoCo v3", "MoCoV3ResNet")]
    public void OneFamily_WhereThePaperHasTwo_IsTold(string word, string name, string preset)
    {
        var raw = Method(word).Lacking("SecondViews");

        raw.ShouldReport(OneFamily(name, preset));
        raw.ShouldReportAt("CDSL2047", $"Clothes{word}#0.Views");
        Method(word).ShouldReport(null);
    }

    /// <summary>The crops of MoCo v3's transformers are BYOL's.</summary>
    [Fact]
    public void OneFamily_OfATransformer_IsToldOfItsPresets()
    {
        Method("MoCoV3")
            .Lacking("SecondViews")
            .With("MoCoV3", ("Encoder", Transformer()))
            .ShouldReport(OneFamily("MoCo v3", "Byol"));
    }

    /// <summary>Whoever names one family for both views says that it is meant.</summary>
    [Theory]
    [InlineData("BarlowTwins")]
    [InlineData("Byol")]
    [InlineData("Dino")]
    [InlineData("MoCoV3")]
    public void OneFamily_ThatIsNamedTwice_IsMeant(string word)
    {
        Method(word).With(word, ("SecondViews", Views())).ShouldReport(null);
    }

    /// <summary>VICReg's authors have made one of BYOL's two, and others never had more.</summary>
    [Theory]
    [InlineData("Nnclr")]
    [InlineData("Raft")]
    [InlineData("SimClr")]
    [InlineData("SimSiam")]
    [InlineData("Swav")]
    [InlineData("Vicreg")]
    public void OneFamily_WhereThePaperHasOne_IsRight(string word)
    {
        Method(word).ShouldReport(null);
    }

    private static string OneFamily(string name, string preset) =>
        $"CDSL2047 The authors of {name} draw the two views from two families: one is always blurred, the other seldom, but solarized at times. Add SecondViews = typeof(…), and see ViewsPreset.{preset}First and ViewsPreset.{preset}Second.";

    [Theory]
    [InlineData("Byol")]
    [InlineData("SimSiam")]
    public void Heads_WithoutNormalization_AreTold(string word)
    {
        var hidden = word == "SimSiam" ? 16 : 256;
        Method(word)
            .With(word, ("Projector", Head(("Hidden", 256), ("Output", 64), ("Norm", Norm.None))))
            .ShouldReportAt("CDSL2048", $"Clothes{word}#0.Projector", "ClothesProjector#0.Norm");
        Method(word)
            .With(word, ("Predictor", Predictor(("Hidden", hidden), ("Output", 64), ("Norm", Norm.None))))
            .ShouldReportAt("CDSL2048", $"Clothes{word}#0.Predictor", "ClothesPredictor#0.Norm");
        Method(word)
            .With(word, ("Projector", Head(("Hidden", 256), ("Output", 64), ("Norm", Norm.Group))))
            .ShouldReport(null);
    }

    [Fact]
    public void Projector_OfOneLayer_IsToNormalizeItsOutput()
    {
        var listed = Class("Listed", Word("ProjectionHead"), Word("Linear", ("Features", 64)));

        Method("Byol")
            .With("Byol", ("Projector", Head(("Layers", 1), ("Output", 64))))
            .ShouldReport(Plain("projector", "ClothesProjector", "Set OutputNorm = Norm.Batch there."));
        Method("Byol")
            .With("Byol", ("Projector", listed))
            .ShouldReport(Plain("projector", "Listed", "Add [BatchNorm] behind the [Linear] there."));
    }

    /// <summary>The authors normalize no prediction; what a predictor of one layer lacks is a hidden one.</summary>
    [Fact]
    public void Predictor_OfOneLayer_IsToHaveAHiddenOne()
    {
        var listed = Class("Listed", Word("PredictionHead"), Word("Linear", ("Features", 64)));
        var single = Method("Byol").With("Byol", ("Predictor", Predictor(("Layers", 1), ("Output", 64))));

        single.ShouldReport(Plain("predictor", "ClothesPredictor", "Set Layers = 2 there."));
        single.ShouldReportAt("CDSL2048", "ClothesByol#0.Predictor", "ClothesPredictor#0.Layers");
        Method("Byol")
            .With("Byol", ("Predictor", listed))
            .ShouldReport(
                Plain(
                    "predictor",
                    "Listed",
                    "List a further [Linear], [BatchNorm] and [Relu] before the [Linear] there."
                )
            );
    }

    [Fact]
    public void ListedHead_OfSeveralLayers_IsToNormalizeItsHiddenOnes()
    {
        var listed = Class(
            "Listed",
            Word("ProjectionHead"),
            Word("Linear", ("Features", 64)),
            Word("Relu"),
            Word("Linear", ("Features", 64))
        );

        Method("Byol")
            .With("Byol", ("Projector", listed))
            .ShouldReport(Plain("projector", "Listed", "Add [BatchNorm] behind the hidden [Linear] there."));
    }

    private static string Plain(string role, string head, string fix) =>
        $"CDSL2048 The authors of BYOL normalize in the {role}, but '{head}' has no normalization, without which embeddings collapse more easily. {fix}";

    [Theory]
    [InlineData("Raft")]
    [InlineData("MoCoV3")]
    public void Heads_OfOtherMethods_NeedNoNormalization(string word)
    {
        Method(word)
            .With(word, ("Projector", Head(("Hidden", 256), ("Output", 64), ("Norm", Norm.None))))
            .ShouldReport(null);
    }

    [Theory]
    [InlineData(63, null)]
    [InlineData(64, "64 for an output of 64. Set Hidden = 16 there.")]
    [InlineData(0, "64 for an output of 64. Set Hidden = 16 there.")]
    public void SimSiam_PredictorAsWideAsItsOutput_IsTold(int hidden, string? end)
    {
        var message =
            "CDSL2049 The predictor of SimSiam is a bottleneck: its authors' hidden layer has a quarter of the output's size. 'ClothesPredictor' has ";
        Method("SimSiam")
            .With("SimSiam", ("Predictor", Predictor(("Hidden", hidden), ("Output", 64))))
            .ShouldReport(end is null ? null : message + end);
    }

    /// <summary>A hidden layer brings its normalization: of one layer without, one thing is said.</summary>
    [Theory]
    [InlineData(Norm.Batch)]
    [InlineData(Norm.None)]
    public void SimSiam_PredictorWithoutHiddenLayer_IsTold(Norm norm)
    {
        Findings
            .Messages(
                Method("SimSiam")
                    .With("SimSiam", ("Predictor", Predictor(("Layers", 1), ("Output", 64), ("OutputNorm", norm))))
            )
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("CDSL2049")
            .And.EndWith("has no hidden layer for an output of 64. Set Layers = 2 and Hidden = 16 there.");
    }

    /// <summary>How wide a hidden layer is that follows its input, a faulty projector does not say.</summary>
    [Fact]
    public void SimSiam_PredictorBehindAFaultyProjector_IsLeftOut()
    {
        Method("SimSiam")
            .With("SimSiam", ("Projector", Head(("Hidden", 64))), ("Predictor", Predictor(("Output", 64))))
            .ShouldReport(null);
    }

    [Theory]
    [InlineData(TargetStart.Copy, RaftObjective.RunAway, true)]
    [InlineData(TargetStart.Random, RaftObjective.RunAway, false)]
    [InlineData(TargetStart.Copy, RaftObjective.ByolPrime, false)]
    public void Raft_ThatStartsAsACopy_IsTold(TargetStart start, RaftObjective objective, bool isTold)
    {
        var raw = Method("Raft", Word("MomentumEncoder", ("Momentum", 0.99), ("Start", start)))
            .With("Raft", ("Loss", LossOf("RaftLoss", ("Objective", objective))));

        if (isTold)
        {
            raw.ShouldReportAt("CDSL2050", "ClothesRaft#3.Start");
        }
        else
        {
            raw.ShouldReport(null);
        }
    }

    [Fact]
    public void Raft_WithoutAStart_HasThePapers()
    {
        Method("Raft", Word("MomentumEncoder", ("Momentum", 0.99))).ShouldReport(null);
    }

    [Fact]
    public void Views_OfAFlipAlone_AreTold()
    {
        var flip = Word("RandomHorizontalFlip");
        Experiment(views: Views(flip)).ShouldReportAt("CDSL2051", "ClothesSimClr#0.Views", "ClothesViews#0");
        Experiment(views: Views(flip, Word("RandomGrayscale", ("Probability", 0.1))))
            .With("SimClr", ("Encoder", Encoder().With("Encoder", ("Channels", 3))))
            .ShouldReport(null);
        Experiment(views: Views(flip, Word("Normalize", ("Mean", 0.286), ("Std", 0.353))))
            .With("SimClr", ("SecondViews", SecondViews()))
            .ShouldReport(null);
        Method("SupCon").With("SupCon", ("Views", Views(flip))).ShouldReport(null);
    }

    /// <summary>A crop of the whole image, or a blur of a single pixel, leaves views as they are.</summary>
    [Fact]
    public void Views_OfAFlipBesideWhatDoesNothing_AreTold()
    {
        var (flip, crop) = (Word("RandomHorizontalFlip"), Word("RandomResizedCrop", ("MinScale", 1.0)));

        Experiment(views: Views(crop, flip))
            .ShouldReport(
                "CDSL2051 Views of 'ClothesViews' differ by a flip alone, so that half the pairs are equal to the pixel and little is learned from the others. Set for example MinScale = 0.2 on its [RandomResizedCrop], which takes the whole image."
            );
        Experiment(views: Views(flip, Word("GaussianBlur", ("Kernel", 1))))
            .ShouldReport(
                "CDSL2051 Views of 'ClothesViews' differ by a flip alone, so that half the pairs are equal to the pixel and little is learned from the others. Add [RandomResizedCrop]."
            );
        Experiment(views: Views(crop, flip).With("RandomResizedCrop", ("MinScale", 0.99))).ShouldReport(null);
    }

    /// <summary>What else a faulty family does, nobody knows.</summary>
    [Fact]
    public void Views_OfAFlipBesideAFaultyFamily_AreNotTold()
    {
        var faulty = Class("Other", Word("AugmentationFamily"), Word("RandomGrayscale", ("Probability", 20.0)));

        Findings.Ids(faulty).Should().Equal("CDSL3004");
        Experiment(Encoder().With("Encoder", ("Channels", 3)), views: Views(Word("RandomHorizontalFlip")))
            .With("SimClr", ("SecondViews", faulty))
            .ShouldReport(null);
    }

    [Theory]
    [InlineData(127, null)]
    [InlineData(128, "CDSL1042")]
    public void SmallStem_OnLargeImages_IsTold(int size, string? id)
    {
        var raw = Backbone(ContrastiveDsl.Backbone.ResNet18, ("Stem", Stem.Small), ("ImageSize", size));

        Findings.Ids(raw).Should().Equal(id is null ? [] : [id]);
    }

    [Theory]
    [InlineData("WarmupEpochs", 5.0, null)]
    [InlineData("WarmupEpochs", 6.0, "60")]
    [InlineData("WarmupFraction", 0.5, null)]
    [InlineData("WarmupFraction", 0.51, "51")]
    public void Warmup_OfMostOfTheRun_IsTold(string setting, double value, string? share)
    {
        var schedule =
            setting == "WarmupEpochs"
                ? Word("CosineSchedule", (setting, (int)value))
                : Word("CosineSchedule", (setting, value));
        Experiment()
            .Without("CosineSchedule")
            .Plus(schedule)
            .With("Training", ("Epochs", 10))
            .ShouldReport(
                share is null
                    ? null
                    : $"CDSL4028 The rate rises for {share} % of the run and reaches its peak when little is left. Papers warm up for 1 to 25 % of it. Shorten it, or train longer."
            );
    }

    /// <summary>What the message says of papers is what their rows here have.</summary>
    [Fact]
    public void Warmup_OfTheRecipes_IsWithinWhatIsSaidOfPapers()
    {
        var shares = RecipeCatalogue
            .All.Where(entry => entry.Has("CosineSchedule"))
            .Select(entry => 100 * Of(entry, "CosineSchedule", "WarmupEpochs") / Of(entry, "Training", "Epochs"))
            .Where(share => share > 0)
            .ToArray();

        shares.Min().Should().Be(1);
        shares.Max().Should().Be(25);

        static double Of(RecipeEntry entry, string word, string setting) =>
            entry.Settings.First(each => each.Name == word).Find(setting)!.Number;
    }

    [Theory]
    [InlineData(256, null)]
    [InlineData(255, "CDSL4029")]
    public void Lars_AtSmallBatches_IsTold(int batch, string? id)
    {
        var raw = Experiment()
            .Without("Adam")
            .Plus(Word("Lars", ("LearningRate", 0.3)))
            .With("Training", ("BatchSize", batch));

        Findings.Ids(raw).Should().Equal(id is null ? [] : [id]);
    }

    [Theory]
    [InlineData("MoCoV3", "AdamW", true)]
    [InlineData("MoCo", "Sgd", true)]
    [InlineData("SimSiam", "Sgd", true)]
    [InlineData("MoCoV3", "Lars", false)]
    [InlineData("SimClr", "Sgd", false)]
    [InlineData("Byol", "AdamW", false)]
    public void Decay_OfWeightsAlone_IsToldWhereAuthorsDecayAll(string word, string optimizer, bool isTold)
    {
        RawClass With(params (string, object)[] more) =>
            Method(word).Without("Adam").Plus(Word(optimizer, [("WeightDecay", 1e-4), .. more]));

        Findings.Ids(With()).Should().Equal(isTold ? ["CDSL4030"] : []);
        With(("DecayBiasAndNorm", true)).ShouldReport(null);
        With(("DecayBiasAndNorm", false)).ShouldReport(null);
        With(("WeightDecay", 0.0)).ShouldReport(null);
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(
        1001,
        "CDSL5011 1001 negatives are drawn for each image from a bank of 1000, so that every other image is drawn 1 time on average. Use fewer."
    )]
    public void Bank_OfFewerImagesThanNegatives_IsTold(int negatives, string? message)
    {
        Method("InstanceDiscrimination", Word("Images", ("Count", 1000)))
            .With("MemoryBank", ("Negatives", negatives), ("Distinct", false))
            .ShouldReport(message);
        Method("InstanceDiscrimination", Word("Images", ("Count", 1000)))
            .With("InstanceDiscrimination", ("Loss", LossOf("MemorySoftmaxLoss")))
            .With("MemoryBank", ("Negatives", negatives), ("Distinct", false))
            .ShouldReport(
                message?.Replace("fewer.", "fewer, or Negatives = 0 for each of them once.", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void MoCo_SplitEncoderBeforeANormalizedHead_StillLeaks()
    {
        var split = Encoder().Plus(Word("SplitBatchNorm", ("Splits", 8)));
        var raw = Method("MoCo").With("MoCo", ("Encoder", split), ("Projector", Head()));

        raw.ShouldReport(
            "CDSL2027 MoCo with BatchNorm on one device can leak which key is positive. 'ClothesProjector' takes its statistics from the whole batch, and MoCo's head has none: set Norm = Norm.None there."
        );
        raw.ShouldReportAt("CDSL2027", "ClothesMoCo#0.Projector", "ClothesProjector#0.Norm");
        Method("MoCo").With("MoCo", ("Encoder", split)).ShouldReport(null);
    }

    /// <summary>What is named must be what the head reads, all of it, or the leak would stay.</summary>
    [Theory]
    [InlineData(1, Norm.Batch, Norm.Batch, "set OutputNorm = Norm.None", "OutputNorm")]
    [InlineData(2, Norm.None, Norm.Batch, "set OutputNorm = Norm.None", "OutputNorm")]
    [InlineData(2, Norm.Batch, Norm.Batch, "set Norm = Norm.None and OutputNorm = Norm.None", "Norm")]
    public void MoCo_LeakOfAHead_IsStoppedByWhatItReads(int layers, Norm norm, Norm outputNorm, string fix, string at)
    {
        var split = Encoder().Plus(Word("SplitBatchNorm", ("Splits", 8)));
        var head = Head(
            norm == Norm.Batch
                ? [("Layers", layers), ("Output", 64), ("OutputNorm", outputNorm)]
                : [("Layers", layers), ("Output", 64), ("OutputNorm", outputNorm), ("Norm", norm)]
        );
        var raw = Method("MoCo").With("MoCo", ("Encoder", split), ("Projector", head), ("Version", layers));

        raw.ShouldReport(
            $"CDSL2027 MoCo with BatchNorm on one device can leak which key is positive. 'ClothesProjector' takes its statistics from the whole batch, and MoCo's head has none: {fix} there."
        );
        raw.ShouldReportAt("CDSL2027", "ClothesMoCo#0.Projector", "ClothesProjector#0." + at);
    }
}
