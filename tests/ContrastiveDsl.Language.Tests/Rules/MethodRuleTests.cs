using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What each method needs, and what it has no use for.</summary>
public sealed class MethodRuleTests
{
    public static TheoryData<string> Methods
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var method in MethodCatalogue.All)
            {
                data.Add(method.Word);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Experiment_OfEachMethod_IsWithoutFinding(string word)
    {
        Method(word).ShouldReport(null);
        Analysis.Of(Method(word)).Fault.Should().BeNull();
    }

    [Theory]
    [InlineData(
        "Byol",
        "CDSL2001 BYOL needs a prediction head, without which it collapses to a constant. Add Predictor = typeof(…), a class with [PredictionHead(Output = 64)], as many outputs as the projector has."
    )]
    [InlineData(
        "SimSiam",
        "CDSL2001 SimSiam needs a prediction head, without which it collapses to a constant. Add Predictor = typeof(…), a class with [PredictionHead(Hidden = 16, Output = 64)], as many outputs as the projector has."
    )]
    [InlineData(
        "Raft",
        "CDSL2001 RAFT needs a prediction head. Add Predictor = typeof(…), a class with [PredictionHead(Output = 64)], as many outputs as the projector has."
    )]
    [InlineData(
        "MoCoV3",
        "CDSL2001 MoCo v3 needs a prediction head. Add Predictor = typeof(…), a class with [PredictionHead(Output = 64)], as many outputs as the projector has."
    )]
    public void Predictor_Missing_IsReported(string word, string message)
    {
        Method(word).Lacking("Predictor").ShouldReport(message);
        Method(word).Lacking("Predictor").ShouldReportAt("CDSL2001", $"Clothes{word}#0.Predictor");
    }

    /// <summary>How large it must be is known from the projector, and not without it.</summary>
    [Fact]
    public void Predictor_MissingBesideTheProjector_IsOfNoKnownSize() =>
        Findings
            .Messages(Method("Raft").Lacking("Predictor").Lacking("Projector"))
            .Should()
            .Contain(
                "CDSL2001 RAFT needs a prediction head. Add Predictor = typeof(…), a class with [PredictionHead(Output = …)], as many outputs as the projector has."
            );

    [Theory]
    [InlineData(
        "SimClr",
        "CDSL2005 SimCLR takes its negatives from the batch and from one network, so [NegativeQueue] has no effect. Remove it, or use [MoCo]."
    )]
    [InlineData(
        "MoCoV3",
        "CDSL2007 MoCo v3 has no queue: its negatives come from the batch. Remove [NegativeQueue], or use [MoCo]."
    )]
    [InlineData("Byol", "CDSL2002 BYOL uses no negatives, so [NegativeQueue] has no effect. Remove it, or use [MoCo].")]
    [InlineData(
        "SimSiam",
        "CDSL2002 SimSiam uses no negatives, so [NegativeQueue] has no effect. Remove it, or use [MoCo]."
    )]
    [InlineData("Raft", "CDSL2002 RAFT uses no negatives, so [NegativeQueue] has no effect. Remove it, or use [MoCo].")]
    public void Queue_WithoutUse_IsReported(string word, string message)
    {
        Method(word, Word("NegativeQueue")).ShouldReport(message);
        Method(word, Word("NegativeQueue")).ShouldReportAt(message[..8], $"Clothes{word}#3");
    }

    [Fact]
    public void Queue_Missing_IsReported()
    {
        var raw = Method("MoCo").Without("NegativeQueue");

        raw.ShouldReport(
            "CDSL2006 MoCo takes its negatives from a queue of keys. Add [NegativeQueue(Size = 65536)], or 4096 for a small data set."
        );
        raw.ShouldReportAt("CDSL2006", "ClothesMoCo#0");
    }

    [Theory]
    [InlineData(
        "SimClr",
        "CDSL2005 SimCLR takes its negatives from the batch and from one network, so [MomentumEncoder] has no effect. Remove it, or use [MoCo]."
    )]
    [InlineData(
        "SimSiam",
        "CDSL2003 SimSiam has no momentum encoder. Remove [MomentumEncoder], or use [Byol], which is SimSiam with one."
    )]
    [InlineData("MoCo", null)]
    [InlineData("MoCoV3", null)]
    [InlineData("Byol", null)]
    [InlineData("Raft", null)]
    public void MomentumEncoder_WithoutUse_IsReported(string word, string? message)
    {
        var raw = Method(word, Word("MomentumEncoder", ("Momentum", 0.99)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], $"Clothes{word}#3");
        }
    }

    [Fact]
    public void SecondMethod_OnAClass_IsTheOnlyThingReported()
    {
        Method("Byol")
            .Plus(Word("SimSiam"))
            .ShouldReport(
                "CDSL0005 'ClothesByol' declares both [Byol] and [SimSiam]. Keep one, and give the other a class of its own."
            );
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Loss_OfAnotherMethod_IsReported(string word)
    {
        foreach (var loss in LossCatalogue.All)
        {
            var raw = Method(word).With(word, ("Loss", LossOf(loss.Word)));

            if (MethodCatalogue.Find(word)!.Losses.Contains(loss))
            {
                raw.ShouldReport(null);
            }
            else
            {
                raw.ShouldReportAt("CDSL2030", $"Clothes{word}#0.Loss", "MethodLoss#0");
            }
        }
    }

    [Fact]
    public void Loss_OfAnotherMethod_IsNamedWithTheRightOne()
    {
        Method("Byol")
            .With("Byol", ("Loss", Loss()))
            .ShouldReport(
                "CDSL2030 BYOL needs a loss of predictions and their targets, but 'ClothesLoss' is [NtXentLoss]. Name a class with [ByolLoss]."
            );
        Method("MoCo")
            .With("MoCo", ("Loss", Loss()))
            .ShouldReport(
                "CDSL2030 MoCo needs a loss of queries, keys and the queue, but 'ClothesLoss' is [NtXentLoss]. Name a class with [InfoNceLoss]."
            );
        Experiment(loss: LossOf("ByolLoss"))
            .ShouldReport(
                "CDSL2030 SimCLR needs a loss of two batches of projections, but 'MethodLoss' is [ByolLoss]. Name a class with [NtXentLoss]."
            );
    }

    [Theory]
    [InlineData(
        "MoCo",
        2,
        "CDSL2030 MoCo needs a loss of queries, keys and the queue, but 'Own' has no Compute that takes 3 tensors. Add 'public static Tensor Compute(Tensor queries, Tensor keys, Tensor queue)'."
    )]
    [InlineData("MoCo", 3, null)]
    [InlineData(
        "Raft",
        2,
        "CDSL2030 RAFT needs a loss of two predictions and two targets, but 'Own' has no Compute that takes 4 tensors. Add 'public static Tensor Compute(Tensor predictions0, Tensor predictions1, Tensor targets0, Tensor targets1)'."
    )]
    [InlineData("Raft", 4, null)]
    [InlineData(
        "SimSiam",
        3,
        "CDSL2030 SimSiam needs a loss of predictions and their targets, but 'Own' has no Compute that takes 2 tensors. Add 'public static Tensor Compute(Tensor predictions, Tensor targets)'."
    )]
    [InlineData("SimSiam", 2, null)]
    public void CustomLoss_Tensors_AreThoseOfTheMethod(string word, int tensors, string? message)
    {
        Method(word).With(word, ("Loss", CustomLoss(tensors))).ShouldReport(message);
    }

    [Fact]
    public void CustomLoss_WithSeveralComputes_MayServeSeveralMethods()
    {
        Method("MoCo").With("MoCo", ("Loss", CustomLoss(2, 3))).ShouldReport(null);
        Method("Byol").With("Byol", ("Loss", CustomLoss(2, 3))).ShouldReport(null);
    }

    [Fact]
    public void CustomLoss_WithoutCompute_IsTheLossesFaultAlone()
    {
        Method("MoCo").With("MoCo", ("Loss", CustomLoss())).ShouldReport(null);
        Analysis.Of(Method("MoCo").With("MoCo", ("Loss", CustomLoss()))).Fault.Should().StartWith("CDSL0026");
    }

    [Fact]
    public void Loss_Faulty_IsReportedOnTheLossAlone()
    {
        var raw = Method("MoCo").With("MoCo", ("Loss", LossOf("InfoNceLoss", ("Temperature", 0.0))));

        raw.ShouldReport(null);
        Analysis.Of(raw).Fault.Should().StartWith("CDSL2016");
    }

    [Theory]
    [InlineData("InfoNceLoss", 0.07, null)]
    [InlineData(
        "InfoNceLoss",
        -1.0,
        "CDSL2016 Temperature must be greater than 0; it is -1. Usual values are 0.07 to 0.5."
    )]
    [InlineData("MoCoV3Loss", 1.0, null)]
    [InlineData(
        "MoCoV3Loss",
        0.01,
        "CDSL2017 Temperature 0.01 lets the hardest negatives alone decide. Usual values are 0.07 to 0.5."
    )]
    [InlineData(
        "SwavLoss",
        0.01,
        "CDSL2017 Temperature 0.01 lets the nearest prototype alone decide. Usual values are 0.07 to 0.5."
    )]
    [InlineData(
        "DinoLoss",
        0.01,
        "CDSL2017 Temperature 0.01 lets the nearest prototype alone decide. Usual values are 0.07 to 0.5."
    )]
    [InlineData(
        "DistillLoss",
        0.015,
        "CDSL2017 Temperature 0.015 lets the largest similarities alone decide. Usual values are 0.07 to 0.5."
    )]
    public void Temperature_OfEachContrast_IsJudged(string word, double temperature, string? message)
    {
        LossOf(word, ("Temperature", temperature)).ShouldReport(message);
    }

    [Theory]
    [InlineData("ByolLoss")]
    [InlineData("NegativeCosineLoss")]
    [InlineData("RaftLoss")]
    public void Temperature_OfALossWithout_IsNotJudged(string word)
    {
        LossOf(word).ShouldReport(null);
    }

    [Theory]
    [InlineData(-1.0, 1.0, "CDSL2033 Alignment must be 0 or more; it is -1.")]
    [InlineData(double.NaN, 1.0, "CDSL2033 Alignment must be 0 or more; it is NaN.")]
    [InlineData(1.0, -0.5, "CDSL2033 CrossModel must be 0 or more; it is -0.5.")]
    [InlineData(1.0, double.PositiveInfinity, "CDSL2033 CrossModel must be finite and 0 or more; it is Infinity.")]
    [InlineData(0.0, 0.0, "CDSL2033 Alignment must be greater than 0 where CrossModel is 0; it is 0.")]
    [InlineData(1e12, 1.0, "CDSL2033 Alignment must be at most 1000000; it is 1000000000000.")]
    [InlineData(1.0, 1e7, "CDSL2033 CrossModel must be at most 1000000; it is 10000000.")]
    [InlineData(0.01, 0.01, null)]
    public void Raft_Weights_AreJudged(double alignment, double cross, string? message)
    {
        LossOf("RaftLoss", ("Alignment", alignment), ("CrossModel", cross)).ShouldReport(message);
    }

    [Theory]
    [InlineData(0, "CDSL2032 Version must be 1 or 2; it is 0.")]
    [InlineData(3, "CDSL2032 Version must be 1 or 2; it is 3. For MoCo v3 use [MoCoV3].")]
    [InlineData(4, "CDSL2032 Version must be 1 or 2; it is 4.")]
    [InlineData(2, null)]
    public void MoCo_Version_IsJudged(int version, string? message)
    {
        var raw = Method("MoCo").With("MoCo", ("Version", version));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL2032", "ClothesMoCo#0.Version");
        }
    }

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(
        1,
        2,
        "CDSL2031 MoCo v1 has a single linear layer as its head, but 'ClothesProjector' has 2 linear layers. Set Layers = 1 and remove Norm there, or Version = 2 here."
    )]
    [InlineData(
        2,
        1,
        "CDSL2031 MoCo v2 has a hidden layer in its head, but 'ClothesProjector' has none. Set Layers = 2 there, or Version = 1 here."
    )]
    [InlineData(2, 2, null)]
    [InlineData(2, 3, null)]
    public void MoCo_Head_IsThatOfTheVersion(int version, int layers, string? message)
    {
        var raw = Method("MoCo")
            .With(
                "MoCo",
                ("Version", version),
                ("Projector", Head(("Layers", layers), ("Output", 64), ("Norm", Norm.None)))
            );

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL2031", "ClothesMoCo#0.Projector", "ClothesProjector#0.Layers");
        }
    }

    [Fact]
    public void MoCo_ListedHead_IsToldWhatToList()
    {
        var listed = Class("Listed", Word("ProjectionHead"), Word("Linear", ("Features", 64)));

        Method("MoCo")
            .With("MoCo", ("Projector", listed))
            .ShouldReport(
                "CDSL2031 MoCo v2 has a hidden layer in its head, but 'Listed' has none. List a further [Linear] and [Relu] before the [Linear] there, or Version = 1 here."
            );
        Method("MoCo").With("MoCo", ("Projector", listed), ("Version", 1)).ShouldReport(null);
    }

    /// <summary>
    /// The hidden layer that is asked for would bring a normalization, which MoCo's head has none of.
    /// </summary>
    [Fact]
    public void MoCo_HeadThatGetsAHiddenLayer_GetsNoNormalization()
    {
        Method("MoCo")
            .With("MoCo", ("Projector", Head(("Layers", 1), ("Output", 64))))
            .ShouldReport(
                "CDSL2031 MoCo v2 has a hidden layer in its head, but 'ClothesProjector' has none. Set Layers = 2 and Norm = Norm.None there, or Version = 1 here."
            );
    }

    [Fact]
    public void MoCo_FaultyHead_IsReportedOnTheHeadAlone()
    {
        Method("MoCo").With("MoCo", ("Projector", Head(("Layers", 1), ("Output", 0)))).ShouldReport(null);
    }

    [Fact]
    public void MoCo_BatchNormOfWholeBatches_IsWorthAWord()
    {
        var raw = Method("MoCo").With("MoCo", ("Encoder", Encoder()));

        raw.ShouldReport(
            "CDSL2027 MoCo with BatchNorm on one device can leak which key is positive. "
                + "Add [SplitBatchNorm(8)] to 'ClothesEncoder', or normalize without the batch: "
                + "list [GroupNorm(32)] in place of [BatchNorm]."
        );
        raw.ShouldReportAt("CDSL2027", "ClothesMoCo#0.Encoder", "ClothesEncoder#0");
        Analysis.Of(raw).Fault.Should().BeNull();
        Method("MoCo")
            .With("MoCo", ("Encoder", Backbone(ContrastiveDsl.Backbone.ResNet18, ("Channels", 1))))
            .ShouldReportAt("CDSL2027", "ClothesMoCo#0.Encoder", "Network#0");
    }

    [Fact]
    public void MoCo_BatchNormThatCannotLeak_IsNotMentioned()
    {
        var split = Encoder().Plus(Word("SplitBatchNorm", ("Splits", 8)));

        Method("MoCo").With("MoCo", ("Encoder", split)).ShouldReport(null);
        Method("MoCo")
            .With(
                "MoCo",
                ("Encoder", Backbone(ContrastiveDsl.Backbone.ResNet18, ("Channels", 1), ("Norm", Norm.Group)))
            )
            .ShouldReport(null);
        Method("MoCoV3").With("MoCoV3", ("Encoder", Encoder())).ShouldReport(null);
        Method("Byol").With("Byol", ("Encoder", Encoder())).ShouldReport(null);
        Method("MoCo")
            .With(
                "MoCo",
                (
                    "Encoder",
                    Encoder(Word("Conv", ("Channels", 0), ("Kernel", 3)), Word("BatchNorm"), Word("GlobalAveragePool"))
                )
            )
            .ShouldReport(null);
    }

    /// <summary>A list has its own normalizations, and groups must split the channels.</summary>
    [Theory]
    [InlineData(64, 0, "set Norm = Norm.Group")]
    [InlineData(24, 8, "set Norm = Norm.Group, Groups = 8")]
    public void MoCo_LeakOfABackbone_IsStoppedByItsNorm(int width, int groups, string fix)
    {
        (string, object)[] settings = [("Channels", 1), ("Width", width)];
        (string, object)[] remedy = groups == 0 ? [("Norm", Norm.Group)] : [("Norm", Norm.Group), ("Groups", groups)];

        Of(settings).ShouldReport(Leak("Network", fix));
        Of([.. settings, .. remedy]).ShouldReport(null);

        static RawClass Of((string, object)[] settings) =>
            Method("MoCo").With("MoCo", ("Encoder", Backbone(ContrastiveDsl.Backbone.ResNet18, settings)));
    }

    [Theory]
    [InlineData(
        Norm.Batch,
        "BatchNorm",
        0,
        "list [GroupNorm(8)] in place of [BatchNorm] and set Norm = Norm.Group, Groups = 8 on [Encoder]"
    )]
    [InlineData(Norm.Batch, "GroupNorm", 8, "set Norm = Norm.Group, Groups = 16 on [Encoder]")]
    [InlineData(Norm.Layer, "BatchNorm", 0, "list [GroupNorm(8)] in place of [BatchNorm]")]
    [InlineData(Norm.Group, "GroupNorm", 8, null)]
    public void MoCo_LeakOfAList_IsStoppedInTheListAndInItsBlocks(Norm norm, string word, int groups, string? fix)
    {
        var encoder = Encoder(
            Word("Conv", ("Channels", 24), ("Kernel", 3)),
            groups == 0 ? Word(word) : Word(word, ("Groups", groups)),
            Word("BasicBlock", ("Channels", 48)),
            Word("GlobalAveragePool")
        );
        (string, object)[] settings = norm == Norm.Group ? [("Norm", norm), ("Groups", 16)] : [("Norm", norm)];

        Method("MoCo")
            .With("MoCo", ("Encoder", encoder.With("Encoder", settings)))
            .ShouldReport(fix is null ? null : Leak("ClothesEncoder", fix));
    }

    private static string Leak(string encoder, string fix) =>
        "CDSL2027 MoCo with BatchNorm on one device can leak which key is positive. "
        + $"Add [SplitBatchNorm(8)] to '{encoder}', or normalize without the batch: {fix}.";

    /// <summary>What is suggested must work with the batch, or the advice would lead to the next error.</summary>
    [Theory]
    [InlineData(100, 5)]
    [InlineData(8, 4)]
    [InlineData(16, 8)]
    public void MoCo_SuggestedSplits_DivideTheBatch(int batch, int splits)
    {
        Findings
            .Messages(Method("MoCo").With("MoCo", ("Encoder", Encoder())).With("Training", ("BatchSize", batch)))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain($"[SplitBatchNorm({splits})]");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(257)]
    public void MoCo_BatchThatNothingDivides_IsNotToldToSplit(int batch)
    {
        Method("MoCo")
            .With("MoCo", ("Encoder", Encoder()))
            .With("Training", ("BatchSize", batch))
            .ShouldReport(
                "CDSL2027 MoCo with BatchNorm on one device can leak which key is positive. "
                    + "Normalize 'ClothesEncoder' without the batch: list [GroupNorm(32)] in place of [BatchNorm]."
            );
    }

    [Theory]
    [InlineData(-0.5, "CDSL2033 Sigma must be greater than 0; it is -0.5.")]
    [InlineData(0.0, "CDSL2033 Sigma must be greater than 0; it is 0.")]
    [InlineData(0.3, null)]
    public void Sigma_OfWeightedPairs_IsPositive(double sigma, string? message) =>
        LossOf("DclLoss", ("Weighted", true), ("Sigma", sigma)).ShouldReport(message);

    [Fact]
    public void Sigma_WithoutWeights_HasNoEffect() =>
        LossOf("DclLoss", ("Sigma", 0.3))
            .ShouldReport("CDSL0008 Sigma has no effect on 'MethodLoss', whose pairs are not Weighted. Remove it.");

    [Fact]
    public void PretextTransforms_OfAMethodWithoutPatches_AreEachRefused()
    {
        Findings
            .Messages(Method("SimClr", Word("Jigsaw"), Word("Rotation")))
            .Should()
            .Equal(
                "CDSL2036 SimCLR has no pretext transform, so [Jigsaw] has no effect. Remove it, or use [Pirl].",
                "CDSL2036 SimCLR has no pretext transform, so [Rotation] has no effect. Remove it, or use [Pirl]."
            );
    }
}
