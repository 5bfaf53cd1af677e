using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Resolution;

/// <summary>What each method adds to an experiment.</summary>
public sealed class MethodResolutionTests
{
    public static TheoryData<string, object?> Momenta =>
        new()
        {
            { "SimClr", null },
            { "MoCo", new MomentumModel(0.999, 1, MomentumSchedule.Constant, TargetStart.Copy) },
            { "MoCoV3", new MomentumModel(0.99, 1, MomentumSchedule.Cosine, TargetStart.Copy) },
            { "Byol", new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Copy) },
            { "SimSiam", null },
            { "Raft", new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Random) },
            { "SupCon", null },
            { "InstanceDiscrimination", null },
            { "Pirl", null },
            { "Cpc", null },
            { "EndToEnd", null },
            { "Siamese", null },
        };

    [Theory]
    [MemberData(nameof(Momenta))]
    public void Momentum_NothingStated_IsTheMethods(string word, object? expected)
    {
        Resolve.Experiment(Method(word))!.Momentum.Should().Be((MomentumModel?)expected);
    }

    [Theory]
    [MemberData(nameof(Momenta))]
    public void Momentum_WhatIsStated_Wins(string word, object? expected)
    {
        if (expected is not MomentumModel usual)
        {
            Resolve.Experiment(Method(word, Word("MomentumEncoder", ("Momentum", 0.5))))!.Momentum.Should().BeNull();
            return;
        }

        var attribute = word == "MoCo" ? 4 : 3;
        Stated(("Momentum", 0.95)).Should().Be(usual with { Momentum = 0.95, Attribute = attribute });
        Stated(("FinalMomentum", 0.9999)).Should().Be(usual with { FinalMomentum = 0.9999, Attribute = attribute });
        Stated(("Schedule", MomentumSchedule.Constant))
            .Should()
            .Be(usual with { Schedule = MomentumSchedule.Constant, Attribute = attribute });
        Stated(("Schedule", MomentumSchedule.Cosine))
            .Should()
            .Be(usual with { Schedule = MomentumSchedule.Cosine, Attribute = attribute });
        Stated(("Start", TargetStart.Copy)).Should().Be(usual with { Start = TargetStart.Copy, Attribute = attribute });
        Stated(("Start", TargetStart.Random))
            .Should()
            .Be(usual with { Start = TargetStart.Random, Attribute = attribute });
        Stated().Should().Be(usual with { Attribute = attribute });

        MomentumModel? Stated(params (string Name, object Value)[] arguments) =>
            Resolve.Experiment(Method(word, Word("MomentumEncoder", arguments)))!.Momentum;
    }

    [Theory]
    [InlineData("MoCoV3")]
    [InlineData("Byol")]
    [InlineData("SimSiam")]
    [InlineData("Raft")]
    public void Predictor_BehindTheProjector_HasItsOutputAsInput(string word)
    {
        var predictor = Resolve
            .Experiment(Method(word).With(word, ("Predictor", Predictor(("Output", 64)))))!
            .Predictor!;

        predictor.Role.Should().Be(DeclarationKind.Predictor);
        predictor.Input.Should().Be(64);
        predictor.IsInputInferred.Should().BeTrue();
        predictor.Layers[0].Layer.Should().Be(new LinearLayer(64, Bias: false), "the hidden layer follows the input");
        predictor.ParameterCount.Should().Be((64 * 64) + 128 + (64 * 64) + 64);
    }

    [Fact]
    public void Predictor_WithStatedInput_KeepsIt()
    {
        Resolve
            .Experiment(Method("Byol").With("Byol", ("Predictor", Predictor(("Input", 128), ("Output", 64)))))!
            .Predictor!.Input.Should()
            .Be(128);
    }

    [Theory]
    [InlineData("SimClr")]
    [InlineData("MoCo")]
    public void Predictor_OfAMethodWithout_IsNull(string word)
    {
        var experiment = Resolve.Experiment(Method(word))!;

        experiment.Predictor.Should().BeNull();
        experiment.HasPredictorOptimizer.Should().BeFalse();
        experiment.Projector.Role.Should().Be(DeclarationKind.Projector);
    }

    [Theory]
    [InlineData("MoCoV3")]
    [InlineData("Byol")]
    [InlineData("SimSiam")]
    [InlineData("Raft")]
    public void Experiment_WithoutItsPredictor_IsNotResolved(string word)
    {
        Resolve.Experiment(Method(word).Lacking("Predictor")).Should().BeNull();
        Resolve
            .Experiment(Method(word).With(word, ("Predictor", Head())))
            .Should()
            .BeNull("a projection head is no prediction head");
    }

    [Fact]
    public void Experiment_WithoutItsQueue_IsNotResolved()
    {
        Resolve.Experiment(Method("MoCo").Without("NegativeQueue")).Should().BeNull();
    }

    [Fact]
    public void Queue_OfMoCo_HasItsSizeOrTheDefault()
    {
        Resolve.Experiment(Method("MoCo"))!.Queue.Should().Be(new QueueModel(4096) { Attribute = 3 });
        Resolve
            .Experiment(Method("MoCo").Without("NegativeQueue").Plus(Word("NegativeQueue")))!
            .Queue.Should()
            .Be(new QueueModel(65536) { Attribute = 3 });
        Resolve.Experiment(Method("Byol", Word("NegativeQueue")))!.Queue.Should().BeNull();
    }

    [Fact]
    public void SecondViews_OfTheirOwn_AreResolved()
    {
        var second = Class("OtherViews", Word("AugmentationFamily"), Word("RandomResizedCrop"), Word("Solarize"));

        foreach (var method in MethodCatalogue.All.Where(method => method.ViewCount > 1))
        {
            Resolve.Experiment(Method(method.Word).Lacking("SecondViews"))!.SecondViews.Should().BeNull();
            var experiment = Resolve.Experiment(Method(method.Word).With(method.Word, ("SecondViews", second)))!;
            experiment.SecondViews.Should().Be(Resolve.Views(second));
            experiment.Views.Should().Be(Resolve.Views(Views()));
        }
    }

    [Theory]
    [InlineData("InstanceDiscrimination")]
    [InlineData("Pirl")]
    [InlineData("Cpc")]
    public void SecondViews_OfASingleView_AreNone(string word)
    {
        var experiment = Resolve.Experiment(
            Method(word).With(word, ("SecondViews", Class("OtherViews", Word("AugmentationFamily"), Word("Solarize"))))
        )!;

        (experiment.ViewCount, experiment.SecondViews).Should().Be((1, null));
    }

    [Fact]
    public void ViewCount_OfSupCon_IsTwoUnlessStated()
    {
        Resolve.Experiment(Method("SupCon"))!.ViewCount.Should().Be(2);
        Resolve.Experiment(Method("SupCon").With("SupCon", ("ViewCount", 3)))!.ViewCount.Should().Be(3);
        Resolve.Experiment(Method("SimClr").With("SimClr", ("ViewCount", 3)))!.ViewCount.Should().Be(2);
    }

    [Fact]
    public void SecondViews_ThatAreTheFirst_AreNone()
    {
        Resolve.Experiment(Method("Byol").With("Byol", ("SecondViews", Views())))!.SecondViews.Should().BeNull();
    }

    [Fact]
    public void Version_OfMoCo_IsTwoUnlessStated()
    {
        Resolve.Experiment(Method("MoCo"))!.Method.Variant.Should().Be("v2");
        Resolve.Experiment(Method("MoCo").With("MoCo", ("Version", 1)))!.Method.Variant.Should().Be("v1");
        Resolve.Experiment(Method("MoCoV3"))!.Method.Variant.Should().BeEmpty();
    }

    [Fact]
    public void Symmetric_OfMoCo_IsFalseUnlessStated()
    {
        ((MoCoModel)Resolve.Experiment(Method("MoCo"))!.Method).Symmetric.Should().BeFalse();
        ((MoCoModel)Resolve.Experiment(Method("MoCo").With("MoCo", ("Symmetric", true)))!.Method)
            .Symmetric.Should()
            .BeTrue();
    }

    [Fact]
    public void ConstantPredictorRate_OfSimSiam_NeedsASchedule()
    {
        var scheduled = Method("SimSiam", Word("CosineSchedule"));

        Resolve.Experiment(Method("SimSiam"))!.Method.KeepsPredictorRate.Should().BeTrue();
        Resolve.Experiment(Method("SimSiam"))!.HasPredictorOptimizer.Should().BeFalse();
        Resolve.Experiment(scheduled)!.HasPredictorOptimizer.Should().BeTrue();
        Resolve
            .Experiment(scheduled.With("SimSiam", ("ConstantPredictorRate", false)))!
            .HasPredictorOptimizer.Should()
            .BeFalse();
        Resolve.Experiment(Method("Byol", Word("CosineSchedule")))!.HasPredictorOptimizer.Should().BeFalse();
    }

    [Theory]
    [InlineData("NtXentLoss", 0.1)]
    [InlineData("DclLoss", 0.1)]
    [InlineData("InfoNceLoss", 0.2)]
    [InlineData("MoCoV3Loss", 0.2)]
    [InlineData("ByolLoss", 0.0)]
    [InlineData("NegativeCosineLoss", 0.0)]
    [InlineData("RaftLoss", 0.0)]
    [InlineData("SupConLoss", 0.1)]
    [InlineData("BatchInfoNceLoss", 0.1)]
    [InlineData("NceLoss", 0.07)]
    [InlineData("MemorySoftmaxLoss", 0.1)]
    [InlineData("PairwiseContrastiveLoss", 0.0)]
    public void Loss_NothingStated_HasItsDefaultTemperature(string word, double temperature)
    {
        var entry = LossCatalogue.Find(word)!;
        var loss = Resolve.Loss(LossOf(word));

        (loss.IsCustom, loss.Facts, loss.Temperature).Should().Be((false, entry, temperature));
        entry.HasTemperature.Should().Be(temperature > 0);
    }

    [Fact]
    public void Loss_OfRaft_HasItsWeights()
    {
        var usual = (RaftLossModel)Resolve.Loss(LossOf("RaftLoss"));
        var stated = (RaftLossModel)
            Resolve.Loss(
                LossOf("RaftLoss", ("Alignment", 2.0), ("CrossModel", 0.5), ("Objective", RaftObjective.ByolPrime))
            );

        (usual.Alignment, usual.CrossModel, usual.Objective).Should().Be((1.0, 1.0, RaftObjective.RunAway));
        (stated.Alignment, stated.CrossModel, stated.Objective).Should().Be((2.0, 0.5, RaftObjective.ByolPrime));
    }

    [Fact]
    public void CustomLoss_KnowsItsNumbersOfTensors()
    {
        var loss = Resolve.Loss(CustomLoss(2, 3));

        loss.IsCustom.Should().BeTrue();
        loss.CustomParameters.Should().Equal(2, 3);
    }

    [Fact]
    public void Dcl_Weighted_HasASigma()
    {
        ((DclLossModel)Resolve.Loss(LossOf("DclLoss"))).IsWeighted.Should().BeFalse();
        ((DclLossModel)Resolve.Loss(LossOf("DclLoss", ("Weighted", true)))).IsWeighted.Should().BeTrue();
        ((DclLossModel)Resolve.Loss(LossOf("DclLoss", ("Weighted", true)))).Sigma.Should().Be(0.5);
        ((DclLossModel)Resolve.Loss(LossOf("DclLoss", ("Weighted", true), ("Sigma", 0.3)))).Sigma.Should().Be(0.3);
    }
}
