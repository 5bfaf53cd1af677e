using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loops of the methods with a momentum encoder, a queue or a predictor.</summary>
public sealed class MethodTests
{
    [Fact]
    public Task MoCo_Version1_FollowsThenMakesKeysThenEnqueues() => Generated.MatchesAsync(
        MethodSources.MoCo("Version = 1", "[NegativeQueue(Size = 4096)] [Sgd(LearningRate = 0.03, WeightDecay = 1e-4, DecayBiasAndNorm = true)]", "LinearProjector"),
        "MoCo.V1",
        "Shop.ClothesMoCo");

    [Fact]
    public Task MoCo_Version2_NamesItsPaper() => Generated.MatchesAsync(
        MethodSources.MoCo("Version = 2", "[NegativeQueue(Size = 4096)] [MomentumEncoder(Momentum = 0.99)] [Sgd(LearningRate = 0.03)] [CosineSchedule]", "ClothesProjector"),
        "MoCo.V2",
        "Shop.ClothesMoCo",
        "Shop.ClothesMoCo.Definition");

    [Fact]
    public Task MoCo_Symmetric_EnqueuesAfterBothLosses() => Generated.MatchesAsync(
        MethodSources.MoCo("Symmetric = true", "[NegativeQueue] [MomentumEncoder(Schedule = MomentumSchedule.Cosine)] [Sgd] [CosineSchedule]", "ClothesProjector"),
        "MoCo.Symmetric",
        "Shop.ClothesMoCo");

    [Theory]
    [InlineData("Version = 2", "SplitBatchNorm")]
    [InlineData("Version = 2, Symmetric = true", "SymmetricSplitBatchNorm")]
    public Task MoCo_WithSplitBatchNorm_ShufflesTheKeys(string arguments, string snapshot) => Generated.MatchesAsync(
        MethodSources.MoCo(arguments, "[NegativeQueue(Size = 4096)] [Sgd]", "ClothesProjector")
            .Replace("ImageSize = 8)]", "ImageSize = 8)] [SplitBatchNorm(8)]", StringComparison.Ordinal),
        "MoCo." + snapshot,
        "Shop.ClothesMoCo");

    [Fact]
    public Task MoCoV3_WithTwoFamilies_DrawsForTheOneThatTakesMore() => Generated.MatchesAsync(
        MethodSources.Predictive("MoCoV3", "BatchContrast", "[AdamW(LearningRate = 1.5e-4, WeightDecay = 0.1)] [CosineSchedule(WarmupEpochs = 10)]", ", SecondViews = typeof(SecondViews)") + """


        [AugmentationFamily] [RandomResizedCrop] [ColorJitter(Brightness = 0.4)] [Solarize]
        public partial class SecondViews;
        """,
        "MoCoV3.TwoFamilies",
        "Shop.ClothesMoCoV3",
        "Shop.ClothesMoCoV3.Definition");

    [Fact]
    public Task Byol_WithACosine_MovesTheTargetAfterTheOptimizer() => Generated.MatchesAsync(
        MethodSources.Predictive("Byol", "TargetLoss", "[Lars(LearningRate = 0.2)] [CosineSchedule(WarmupEpochs = 10)]"),
        "Byol.Cosine",
        "Shop.ClothesByol");

    [Fact]
    public Task SimSiam_WithAConstantPredictorRate_HasAnOptimizerForIt() => Generated.MatchesAsync(
        MethodSources.Predictive("SimSiam", "CosineLoss", "[Sgd(LearningRate = 0.05, Scaling = LearningRateScaling.Linear)] [CosineSchedule]"),
        "SimSiam.ConstantPredictorRate",
        "Shop.ClothesSimSiam");

    [Fact]
    public Task SimSiam_WithOneRate_HasOneOptimizer() => Generated.MatchesAsync(
        MethodSources.Predictive("SimSiam", "CosineLoss", "[Sgd(LearningRate = 0.05)] [CosineSchedule]", ", ConstantPredictorRate = false"),
        "SimSiam.OneRate",
        "Shop.ClothesSimSiam");

    [Fact]
    public Task Raft_ThatRunsAway_ComparesPredictionsWithTheTargetOfTheirView() => Generated.MatchesAsync(
        MethodSources.Predictive("Raft", "RunAwayLoss", "[Adam(LearningRate = 3e-4)]"),
        "Raft.RunAway",
        "Shop.ClothesRaft",
        "Shop.RunAwayLoss");

    [Fact]
    public Task Raft_ThatFollowsACopy_IsByolPrime() => Generated.MatchesAsync(
        MethodSources.Predictive("Raft", "RunAwayLoss", "[MomentumEncoder(Momentum = 0.99, Schedule = MomentumSchedule.Constant, Start = TargetStart.Copy)] [Adam(LearningRate = 3e-4)]")
            .Replace("[RaftLoss]", "[RaftLoss(Alignment = 0.5, CrossModel = 2, Objective = RaftObjective.ByolPrime)]", StringComparison.Ordinal),
        "Raft.ByolPrime",
        "Shop.ClothesRaft",
        "Shop.RunAwayLoss");

    [Fact]
    public Task DecoupledLoss_OfWeightedPairs_HasASigma() => Generated.MatchesAsync(
        Sources.Clothes.Replace("[NtXentLoss(Temperature = 0.2)]", "[DclLoss(Temperature = 0.2, Weighted = true)]", StringComparison.Ordinal),
        "SimClr.Dcl",
        "Shop.ClothesLoss");

    [Fact]
    public Task Losses_OfTheCatalogue_SayWhatTheyTakeAndReturn() => Generated.MatchesAsync(
        MethodSources.Predictive("Byol", "TargetLoss", "[Lars]"),
        "Loss.EachMethod",
        "Shop.QueueLoss",
        "Shop.BatchContrast",
        "Shop.TargetLoss",
        "Shop.CosineLoss",
        "Shop.RunAwayLoss");

    [Fact]
    public Task Loss_OfTheUsers_IsCalledWithTheMethodsTensors() => Generated.MatchesAsync(
        """
        using static TorchSharp.torch;

        """ + MethodSources.MoCo("Version = 2", "[NegativeQueue(Size = 4096)] [Sgd]", "ClothesProjector").Replace("QueueLoss))]", "OwnLoss))]", StringComparison.Ordinal) + """


        /// <summary>Their own.</summary>
        [Loss]
        public static partial class OwnLoss
        {
            /// <summary>Far from the queue.</summary>
            public static Tensor Compute(Tensor queries, Tensor keys, Tensor queue) => queries.mul(keys).mean().neg().add(queries.mm(queue.t()).mean());
        }
        """,
        "MoCo.OwnLoss",
        "Shop.ClothesMoCo");

    [Fact]
    public Task Predictor_FromItsSizes_IsAHead() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [PredictionHead(Input = 256, Hidden = 4096, Output = 256)]
        public partial class ClothesPredictor;
        """,
        "Head.Prediction");

    [Fact]
    public Task Fault_OfAPredictiveExperiment_GivesAStubWithEveryNetwork() => Generated.MatchesAsync(
        MethodSources.Predictive("Byol", "TargetLoss", "[MomentumEncoder(Momentum = 1.5)] [Lars(LearningRate = 0.2)] [CosineSchedule]"),
        "Stub.Predictive",
        "Shop.ClothesByol");

    public static TheoryData<string, string, string> Sound => new()
    {
        { "ClothesMoCo", MethodSources.MoCo("Version = 1", "[NegativeQueue(Size = 4096)] [Sgd]", "LinearProjector"), "Size = 4096" },
        { "ClothesMoCoV3", MethodSources.Predictive("MoCoV3", "BatchContrast", "[MomentumEncoder(Momentum = 0.99)] [Lars]"), "Momentum = 0.99" },
        { "ClothesByol", MethodSources.Predictive("Byol", "TargetLoss", "[MomentumEncoder(Momentum = 0.99)] [Lars] [CosineSchedule]"), "Momentum = 0.99" },
        { "ClothesSimSiam", MethodSources.Predictive("SimSiam", "CosineLoss", "[Training(BatchSize = 64)] [Sgd] [CosineSchedule]"), "BatchSize = 64" },
        { "ClothesRaft", MethodSources.Predictive("Raft", "RunAwayLoss", "[MomentumEncoder(Momentum = 0.99, Schedule = MomentumSchedule.Constant)] [Adam]"), "Momentum = 0.99" },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Stub_OfEveryMethod_HasThePublicSurfaceOfTheRealOne(string name, string source, string setting) => StubTests.RequireSurface(name, source, setting);

    [Theory]
    [InlineData("Byol", ", Predictor = typeof(ClothesPredictor)", "Predictor, run.TargetEncoder, run.TargetProjector")]
    [InlineData("MoCo", "[NegativeQueue(Size = 4096)]", "KeyEncoder, run.KeyProjector")]
    public void Stub_OfAnIncompleteMethod_HasItsNetworks(string kind, string missing, string networks)
    {
        var source = Incomplete(kind, missing) + "\ninternal static class Uses { public static object Of(Clothes" + kind + " run) => (run." + networks + ", Clothes" + kind + ".EncoderMomentum); }";

        var run = GeneratorRun.Start(Compilations.Create(source));

        run.Files[$"Shop.Clothes{kind}.g.cs"].Should().Contain("Cannot work as declared");
        Compilations.Complaints(run.Output).Should().BeEmpty();
    }

    private static string Incomplete(string kind, string missing)
    {
        var source = kind == "Byol"
            ? MethodSources.Predictive("Byol", "TargetLoss", "[Lars]")
            : MethodSources.MoCo("Version = 1", "[NegativeQueue(Size = 4096)] [Sgd]", "LinearProjector");
        source.Should().Contain(missing);
        return source.Replace(missing, string.Empty, StringComparison.Ordinal);
    }
}
