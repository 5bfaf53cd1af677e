using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class PartRuleTests
{
    [Theory]
    [InlineData("Encoder", "CDSL0007 SimCLR needs an encoder. Add Encoder = typeof(…), a class with [Encoder].")]
    [InlineData(
        "Projector",
        "CDSL0007 SimCLR needs a projection head. Add Projector = typeof(…), a class with [ProjectionHead(Output = 128)]."
    )]
    [InlineData(
        "Views",
        "CDSL0007 SimCLR needs an augmentation family. Add Views = typeof(…), a class with [AugmentationFamily] [RandomResizedCrop]."
    )]
    [InlineData("Loss", "CDSL0007 SimCLR needs a loss. Add Loss = typeof(…), a class with [NtXentLoss].")]
    public void Experiment_PartMissing_IsReported(string part, string message)
    {
        Experiment().Lacking(part).ShouldReport(message);
    }

    /// <summary>What needs no model is said at once, and not when the part has been added.</summary>
    [Theory]
    [InlineData("Adam", "LearningRate", -1.0, "CDSL4001")]
    [InlineData("Adam", "WeightDecay", -1.0, "CDSL4001")]
    [InlineData("Adam", "Beta1", 1.5, "CDSL4006")]
    [InlineData("Training", "Epochs", 0, "CDSL4018")]
    [InlineData("CosineSchedule", "WarmupFraction", 5.0, "CDSL4019")]
    [InlineData("CosineSchedule", "WarmupFraction", 0.2, null)]
    public void Experiment_PartMissing_HasItsSettingsCheckedAllTheSame(
        string word,
        string setting,
        object value,
        string? id
    )
    {
        var raw = Experiment().With(word, (setting, value));

        Findings.Ids(raw.Lacking("Views")).Should().Equal(id is null ? ["CDSL0007"] : ["CDSL0007", id]);
        Findings.Ids(raw).Should().Equal(id is null ? [] : [id]);
    }

    [Fact]
    public void Experiment_WithoutOptimizer_HasItsScheduleChecked() =>
        Findings
            .Ids(Experiment().Without("Adam").With("Training", ("Epochs", 0)))
            .Should()
            .Equal("CDSL0007", "CDSL4018");

    [Theory]
    [InlineData("MoCo", "CDSL0007 MoCo needs a loss. Add Loss = typeof(…), a class with [InfoNceLoss].")]
    [InlineData("Raft", "CDSL0007 RAFT needs a loss. Add Loss = typeof(…), a class with [RaftLoss].")]
    [InlineData("SupCon", "CDSL0007 SupCon needs a loss. Add Loss = typeof(…), a class with [SupConLoss].")]
    [InlineData("Pirl", "CDSL0007 PIRL needs a loss. Add Loss = typeof(…), a class with [NceLoss].")]
    [InlineData("Cpc", "CDSL0007 CPC needs a loss. Add Loss = typeof(…), a class with [BatchInfoNceLoss].")]
    public void Experiment_LossMissing_NamesTheLossOfTheMethod(string word, string message)
    {
        Method(word).Lacking("Loss").ShouldReport(message);
    }

    [Fact]
    public void Experiment_HeadInThePlaceOfTheOther_IsReported()
    {
        var swapped = Method("Byol").With("Byol", ("Projector", Predictor()), ("Predictor", Head()));

        Findings
            .Messages(swapped)
            .Should()
            .Equal(
                "CDSL0016 [Byol] needs a projection head, but 'ClothesPredictor' is a prediction head. Name a class with [ProjectionHead].",
                "CDSL0016 [Byol] needs a prediction head, but 'ClothesProjector' is a projection head. Name a class with [PredictionHead]."
            );
        Experiment(projector: Predictor()).ShouldReportAt("CDSL0016", "ClothesSimClr#0.Projector");
    }

    [Theory]
    [InlineData(true, "declares nothing. Put [Encoder] on it, or name a class that has it.")]
    [InlineData(false, "is none of the parts. Name a class with [Encoder].")]
    public void Experiment_ClassWithoutAttribute_IsToldWhatToPutOnIt(bool isFromSource, string end) =>
        Method("Byol")
            .With("Byol", ("Encoder", Class("Plain").With(facts => facts with { FromSource = isFromSource })))
            .ShouldReport("CDSL0016 [Byol] needs an encoder, but 'Plain' " + end);

    [Fact]
    public void Experiment_SecondViewsOfAnotherKind_AreReported()
    {
        var raw = Method("Byol").With("Byol", ("SecondViews", Head()));

        raw.ShouldReport(
            "CDSL0016 [Byol] needs an augmentation family, but 'ClothesProjector' is a projection head. Name a class with [AugmentationFamily]."
        );
        raw.ShouldReportAt("CDSL0016", "ClothesByol#0.SecondViews");
    }

    [Theory]
    [InlineData(
        "PatchHead",
        "CDSL0007 PIRL needs a head of patches. Add PatchHead = typeof(…), a class with [PatchHead(Output = 64)]."
    )]
    [InlineData(
        "PatchViews",
        "CDSL0007 PIRL needs an augmentation family. Add PatchViews = typeof(…), a class with [AugmentationFamily] [RandomHorizontalFlip]."
    )]
    public void Pirl_PartMissing_IsReported(string part, string message)
    {
        Method("Pirl").Lacking(part).ShouldReport(message);
        Method("Pirl").Lacking(part).ShouldReportAt("CDSL0007", "ClothesPirl#0." + part);
    }

    /// <summary>How large a head of patches is to be, only the projector tells.</summary>
    [Fact]
    public void Pirl_WithoutBothHeads_LeavesTheSizeOfOneOpen() =>
        Findings
            .Messages(Method("Pirl").Lacking("PatchHead").Lacking("Projector"))
            .Should()
            .Contain(
                "CDSL0007 PIRL needs a head of patches. Add PatchHead = typeof(…), a class with [PatchHead(Output = …)]."
            );

    [Fact]
    public void Pirl_ProjectionHeadForPatches_IsReported()
    {
        var raw = Method("Pirl").With("Pirl", ("PatchHead", Head()));

        raw.ShouldReport(
            "CDSL0016 [Pirl] needs a head of patches, but 'ClothesProjector' is a projection head. Name a class with [PatchHead]."
        );
        raw.ShouldReportAt("CDSL0016", "ClothesPirl#0.PatchHead");
        Experiment(projector: PatchHead())
            .ShouldReport(
                "CDSL0016 [SimClr] needs a projection head, but 'JigsawHead' is a head of patches. Name a class with [ProjectionHead]."
            );
    }

    [Fact]
    public void EndToEnd_KeyPartsOfAnotherKind_AreReported()
    {
        Method("EndToEnd")
            .With("EndToEnd", ("KeyEncoder", Head()))
            .ShouldReportAt("CDSL0016", "ClothesEndToEnd#0.KeyEncoder");
        Method("EndToEnd")
            .With("EndToEnd", ("KeyProjector", Predictor()))
            .ShouldReportAt("CDSL0016", "ClothesEndToEnd#0.KeyProjector");
    }

    [Fact]
    public void Experiment_NoOptimizer_IsReported()
    {
        Experiment()
            .Without("Adam")
            .ShouldReport("CDSL0007 SimCLR needs an optimizer. Add for example [Adam(LearningRate = 0.001)].");
    }

    [Fact]
    public void Experiment_TwoOptimizers_IsReportedAtTheSecond()
    {
        var raw = Experiment().Plus(Word("Sgd"));

        raw.ShouldReport("CDSL4020 'ClothesSimClr' has two optimizers, [Adam] and [Sgd]. Keep one.");
        raw.ShouldReportAt("CDSL4020", "ClothesSimClr#4", "ClothesSimClr#2");
    }

    [Fact]
    public void Experiment_PartOfAnotherKind_IsReportedAtTheArgument()
    {
        var raw = Experiment(encoder: Views());

        raw.ShouldReport(
            "CDSL0016 [SimClr] needs an encoder, but 'ClothesViews' is an augmentation family. Name a class with [Encoder]."
        );
        raw.ShouldReportAt("CDSL0016", "ClothesSimClr#0.Encoder");
    }

    [Fact]
    public void Experiment_PartThatDeclaresNothing_IsReported()
    {
        Experiment(loss: Class("Plain"))
            .ShouldReport(
                "CDSL0016 [SimClr] needs a loss, but 'Plain' declares nothing. Put [NtXentLoss] on it, or name a class that has it."
            );
    }

    [Fact]
    public void Family_ListedClassIsNoTransform_IsReported()
    {
        var raw = Views().Plus(Word("Transform", ("Type", Class("Plain"))));

        raw.ShouldReport(
            "CDSL0016 [Transform] needs a transform, but 'Plain' declares nothing. Put [Transform] on it, or name a class that has it."
        );
        raw.ShouldReportAt("CDSL0016", "ClothesViews#3.Type");
    }

    [Fact]
    public void Experiment_FaultyPart_HasNoFindingOfItsOwn()
    {
        var raw = Experiment(loss: Loss(0));

        raw.ShouldReport(null);
        Analysis.Of(raw).Fault.Should().StartWith("CDSL2016: Temperature must be greater than 0; it is 0.");
    }

    [Fact]
    public void Experiment_FaultlessParts_HasNoFault()
    {
        Analysis.Of(Experiment()).Fault.Should().BeNull();
        Analysis.Of(Experiment(loss: Loss(5))).Fault.Should().BeNull("a warning stops nothing");
    }

    [Fact]
    public void Experiment_PartBrokenForTheCompiler_IsNotCheckedAgainstIt()
    {
        var encoder = Encoder().With("Encoder", ("Channels", 3)).With(facts => facts with { IsBroken = true });

        Experiment(encoder).ShouldReport(null);
    }

    [Fact]
    public void Experiment_NamingItself_EndsAndIsReported()
    {
        var raw = Experiment(encoder: Experiment());

        raw.ShouldReport(
            "CDSL0016 [SimClr] needs an encoder, but 'ClothesSimClr' is an experiment. Name a class with [Encoder]."
        );
    }
}
