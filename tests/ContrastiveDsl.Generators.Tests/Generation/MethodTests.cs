using System.Text.RegularExpressions;
using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loops of the methods with a momentum encoder, a queue or a predictor.</summary>
public sealed class MethodTests
{
    [Fact]
    public Task MoCo_Version2_FollowsThenMakesKeysThenEnqueues() =>
        Generated.MatchesAsync(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Channels = 1, ImageSize = 28)] [SplitBatchNorm(8)] [Conv(16, 3, Stride = 2)] [BatchNorm] [Relu] [GlobalAveragePool]
            public partial class ClothesEncoder;

            [ProjectionHead(HeadPreset.MoCoV2, Hidden = 24, Output = 12)]
            public partial class ClothesProjector;

            [AugmentationFamily] [RandomResizedCrop] [RandomHorizontalFlip]
            public partial class ClothesViews;

            [InfoNceLoss(Temperature = 0.2)]
            public partial class QueueLoss;

            [MoCo(Version = 2, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
            [NegativeQueue(Size = 4096)] [MomentumEncoder(Momentum = 0.99)] [Sgd(LearningRate = 0.03)] [CosineSchedule]
            public partial class ClothesMoCo;
            """,
            "MoCo.V2",
            "Shop.ClothesMoCo"
        );

    [Fact]
    public void MoCo_Version1_NamesItsPaper()
    {
        var experiment = EmittedClass.Of(
            MethodSources.Parts
                + """

                [MoCo(Version = 1, Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
                [NegativeQueue(Size = 4096)] [Sgd(LearningRate = 0.03, WeightDecay = 1e-4, DecayBiasAndNorm = true)]
                public partial class ClothesMoCo;
                """,
            "Shop.ClothesMoCo"
        );

        experiment
            .Text.Should()
            .Contain("/// MoCo v1 (He et al., 2019, arXiv:1911.05722): ")
            .And.Contain(
                "/// Momentum of the key encoder, which keeps this share of itself in every step, the default of [MoCo].\n    /// </summary>\n    public const double EncoderMomentum = 0.999;"
            );
    }

    [Fact]
    public void MoCo_Symmetric_EnqueuesAfterBothLosses()
    {
        var experiment = EmittedClass.Of(
            MethodSources.Parts
                + """

                [MoCo(Symmetric = true, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
                [NegativeQueue] [MomentumEncoder(Schedule = MomentumSchedule.Cosine)] [Sgd]
                public partial class ClothesMoCo;
                """,
            "Shop.ClothesMoCo"
        );

        experiment
            .Mentioning("EncoderMomentum", "FinalEncoderMomentum")
            .Should()
            .StartWith(
                """
                public const double EncoderMomentum = 0.999;
                public const double FinalEncoderMomentum = 1.0;
                var momentum = new CosineMomentum(EncoderMomentum, FinalEncoderMomentum, (long)order.StepsPerEpoch * run.Settings.Epochs);
                """
            );
        experiment
            .Step.Should()
            .Contain(
                """
                // Queries of both views, from the network that is trained.
                var q0 = Projector.call(Encoder.call(view0));  // -> [b, 4] -> [b, 4]
                var q1 = Projector.call(Encoder.call(view1));

                // Keys of both views, without gradients: the key network first follows the query network.
                // In the order of the authors' demo, of which its running statistics are made.
                Tensor k0, k1;
                using (torch.no_grad())
                {
                    MomentumUpdate.Step(keyParameters, parameters, momentum.At(run.Step));
                    k1 = KeyProjector.call(KeyEncoder.call(view1));  // -> [b, 4] -> [b, 4]
                    k0 = KeyProjector.call(KeyEncoder.call(view0));
                }

                // Both directions before the queue takes any key, or images would meet themselves as negatives.
                (q0, q1) = run.World.Gather(q0, q1);  // -> 2 x [B, 4], of all processes
                (k0, k1) = run.World.Gather(k0, k1);
                var loss = QueueLoss.Compute(q0, k1, queue.Keys) + QueueLoss.Compute(q1, k0, queue.Keys);  // -> []
                run.Watch(q0, k1, queue);

                parameters.ZeroGradients();
                loss.backward();

                // Each process has the gradients of its share; the batch's are their sum.
                run.World.Sum(parameters);

                optimizer.Step(LearningRate);

                // The backward pass has read the queue, so it may change: the keys of this batch replace the oldest.
                queue.Enqueue(torch.cat([k0, k1], 0));
                """
            );
    }

    [Theory]
    [InlineData("Version = 2", "k = shuffle.Undo(KeyProjector.call(KeyEncoder.call(shuffle.Apply(view1))));")]
    [InlineData(
        "Symmetric = true",
        "k1 = shuffle.Undo(KeyProjector.call(KeyEncoder.call(shuffle.Apply(view1))));\nk0 = shuffle.Undo(KeyProjector.call(KeyEncoder.call(shuffle.Apply(view0))));"
    )]
    public void MoCo_WithSplitBatchNorm_ShufflesTheKeys(string arguments, string keys)
    {
        var experiment = EmittedClass.Of(
            MethodSources.Parts
                + $$"""

                [Encoder(Channels = 1, ImageSize = 8)] [SplitBatchNorm(8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
                public partial class SplitEncoder;

                [MoCo({{arguments}}, Encoder = typeof(SplitEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
                [NegativeQueue(Size = 4096)] [Sgd]
                public partial class ClothesMoCo;
                """,
            "Shop.ClothesMoCo"
        );

        experiment
            .Mentioning("shuffle")
            .Should()
            .Be("var shuffle = BatchShuffle.Sample(random, batch, view0.device);\n" + keys);
    }

    [Fact]
    public Task MoCoV3_WithTwoFamilies_DrawsEachViewFromItsOwn() =>
        Generated.MatchesAsync(
            MethodSources.Parts
                + """

                [AugmentationFamily] [RandomResizedCrop] [ColorJitter(Brightness = 0.4)] [Solarize]
                public partial class SecondViews;

                [MoCoV3(
                    Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor),
                    Views = typeof(ClothesViews), SecondViews = typeof(SecondViews), Loss = typeof(BatchContrast))]
                [AdamW(LearningRate = 1.5e-4, WeightDecay = 0.1)] [CosineSchedule(WarmupEpochs = 10)]
                public partial class ClothesMoCoV3;
                """,
            "MoCoV3.TwoFamilies",
            "Shop.ClothesMoCoV3"
        );

    [Fact]
    public Task Byol_WithACosine_MovesTheTargetAfterTheOptimizer() =>
        Generated.MatchesAsync(
            MethodSources.Parts
                + """

                [Byol(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(TargetLoss))]
                [Lars(LearningRate = 0.2)] [CosineSchedule(WarmupEpochs = 10)]
                public partial class ClothesByol;
                """,
            "Byol.Cosine",
            "Shop.ClothesByol"
        );

    [Fact]
    public Task SimSiam_WithAConstantPredictorRate_HasAnOptimizerForIt() =>
        Generated.MatchesAsync(
            MethodSources.Parts
                + """

                [SimSiam(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(CosineLoss))]
                [Sgd(LearningRate = 0.05, Scaling = LearningRateScaling.Linear)] [CosineSchedule]
                public partial class ClothesSimSiam;
                """,
            "SimSiam.ConstantPredictorRate",
            "Shop.ClothesSimSiam"
        );

    [Fact]
    public void SimSiam_WithOneRate_HasOneOptimizer()
    {
        var experiment = EmittedClass.Of(
            MethodSources.Parts
                + """

                [SimSiam(
                    Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor),
                    Views = typeof(ClothesViews), Loss = typeof(CosineLoss), ConstantPredictorRate = false)]
                [Sgd(LearningRate = 0.05)] [CosineSchedule]
                public partial class ClothesSimSiam;
                """,
            "Shop.ClothesSimSiam"
        );

        experiment.Text.Should().NotContain("predictorOptimizer");
        experiment
            .Mentioning("optimizer", "parameters")
            .Should()
            .Be(
                """
                private readonly ParameterSet parameters;
                private readonly Sgd optimizer;
                parameters = new ParameterSet(Encoder, Projector, Predictor);
                optimizer = new Sgd(parameters, momentum: Momentum, weightDecay: WeightDecay);
                parameters.ZeroGradients();
                run.World.Sum(parameters);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                optimizer.Save(writer.Scope("optimizer"));
                optimizer.Load(reader.Scope("optimizer"));
                optimizer.Dispose();
                parameters.Dispose();
                """
            );
    }

    [Fact]
    public Task Raft_ThatRunsAway_ComparesPredictionsWithTheTargetOfTheirView() =>
        Generated.MatchesAsync(
            MethodSources.Parts
                + """

                [Raft(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(RunAwayLoss))]
                [Adam(LearningRate = 3e-4)]
                public partial class ClothesRaft;
                """,
            "Raft.RunAway",
            "Shop.ClothesRaft"
        );

    [Fact]
    public void Raft_ThatFollowsACopy_IsByolPrime()
    {
        const string Source =
            MethodSources.Parts
            + """

                [RaftLoss(Alignment = 0.5, CrossModel = 2, Objective = RaftObjective.ByolPrime)]
                public partial class FollowingLoss;

                [Raft(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(FollowingLoss))]
                [MomentumEncoder(Momentum = 0.99, Schedule = MomentumSchedule.Constant, Start = TargetStart.Copy)] [Adam(LearningRate = 3e-4)]
                public partial class ClothesRaft;
                """;

        var experiment = EmittedClass.Of(Source, "Shop.ClothesRaft");
        experiment.Text.Should().Contain("/// BYOL′ (Shi et al., 2020, arXiv:2011.10944): ");
        experiment
            .Mentioning("load_state_dict", "EncoderMomentum")
            .Should()
            .Be(
                """
                public const double EncoderMomentum = 0.99;
                TargetEncoder.load_state_dict(Encoder.state_dict());
                TargetProjector.load_state_dict(Projector.state_dict());
                MomentumUpdate.Step(targetParameters, parameters, EncoderMomentum);
                """
            );
        EmittedClass
            .Of(Source, "Shop.FollowingLoss")
            .Members("Alignment", "CrossModel", "Compute")
            .Should()
            .Be(
                """
                public const double Alignment = 0.5;
                public const double CrossModel = 2.0;
                public static Tensor Compute(Tensor predictions0, Tensor predictions1, Tensor targets0, Tensor targets1) =>
                    Raft.Loss(predictions0, predictions1, targets0, targets1, Alignment, CrossModel, RaftObjective.ByolPrime);
                """
            );
    }

    [Fact]
    public void DecoupledLoss_OfWeightedPairs_HasASigma()
    {
        var loss = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [DclLoss(Temperature = 0.2, Weighted = true)]
            public partial class ClothesLoss;
            """,
            "Shop.ClothesLoss"
        );

        loss.Members("Temperature", "Sigma", "Compute")
            .Should()
            .Be(
                """
                public const double Temperature = 0.2;
                public const double Sigma = 0.5;
                public static Tensor Compute(Tensor z0, Tensor z1) => Dcl.WeightedLoss(z0, z1, Temperature, Sigma);
                """
            );
    }

    /// <summary>The full text of one is in the snapshot of the example.</summary>
    [Theory]
    [InlineData(
        "InfoNceLoss",
        "Compute(Tensor queries, Tensor keys, Tensor queue) => InfoNce.Loss(queries, keys, queue, Temperature);"
    )]
    [InlineData("MoCoV3Loss", "Compute(Tensor queries, Tensor keys) => MoCoV3.Loss(queries, keys, Temperature);")]
    [InlineData("ByolLoss", "Compute(Tensor predictions, Tensor targets) => Byol.Loss(predictions, targets);")]
    [InlineData(
        "NegativeCosineLoss",
        "Compute(Tensor predictions, Tensor targets) => NegativeCosine.Loss(predictions, targets);"
    )]
    [InlineData(
        "SupConLoss(Form = SupConForm.In)",
        "Compute(Tensor z, Tensor labels) => SupCon.Loss(z, labels, Temperature, BaseTemperature, SupConForm.In);"
    )]
    [InlineData(
        "BatchInfoNceLoss(Symmetric = true)",
        "Compute(Tensor queries, Tensor keys) => BatchInfoNce.Loss(queries, keys, Temperature, symmetric: true, normalize: true);"
    )]
    [InlineData(
        "BatchInfoNceLoss(Normalize = false)",
        "Compute(Tensor queries, Tensor keys) => BatchInfoNce.Loss(queries, keys, Temperature, symmetric: false, normalize: false);"
    )]
    [InlineData(
        "PairwiseContrastiveLoss(Margin = 1.5)",
        "Compute(Tensor z0, Tensor z1, Tensor labels) => PairwiseContrastive.Loss(z0, z1, labels, Margin, normalize: true);"
    )]
    [InlineData(
        "NceLoss(Partition = 4096.5)",
        "Compute(Tensor positives, Tensor negatives, Tensor noise) => Nce.Loss(positives, negatives, noise, Temperature);"
    )]
    [InlineData(
        "MemorySoftmaxLoss",
        "Compute(Tensor positives, Tensor negatives) => MemorySoftmax.Loss(positives, negatives, Temperature);"
    )]
    public void Loss_OfTheCatalogue_CallsTheLibrarysFunction(string attribute, string function)
    {
        var loss = EmittedClass.Of(
            $$"""
            using ContrastiveDsl;

            namespace Shop;

            [{{attribute}}]
            public partial class ClothesLoss;
            """,
            "Shop.ClothesLoss"
        );

        Regex.Replace(loss.Members("Compute"), @"\s+", " ").Should().Be("public static Tensor " + function);
        loss.Text.Should()
            .Contain("/// <summary>", "class, constants and function are documented")
            .And.Contain("/// <param name=");
    }

    [Fact]
    public void Loss_OfTheUsers_IsCalledWithTheMethodsTensors()
    {
        var experiment = EmittedClass.Of(
            "using static TorchSharp.torch;\n"
                + MethodSources.Parts
                + """

                /// <summary>Their own.</summary>
                [Loss]
                public static partial class CustomLoss
                {
                    /// <summary>Far from the queue.</summary>
                    public static Tensor Compute(Tensor queries, Tensor keys, Tensor queue) => queries.mul(keys).mean().neg().add(queries.mm(queue.t()).mean());
                }

                [MoCo(Version = 2, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(CustomLoss))]
                [NegativeQueue(Size = 4096)] [Sgd]
                public partial class ClothesMoCo;
                """,
            "Shop.ClothesMoCo"
        );

        experiment.Mentioning("CustomLoss").Should().Be("var loss = CustomLoss.Compute(q, k, queue.Keys);");
    }

    public static TheoryData<string, string, string> Sound
    {
        get
        {
            var sound = new TheoryData<string, string, string>
            {
                {
                    "ClothesMoCo",
                    MethodSources.MoCo("Version = 1", "[NegativeQueue(Size = 4096)] [Sgd]", "LinearProjector"),
                    "Size = 4096"
                },
                {
                    "ClothesMoCoV3",
                    MethodSources.Predictive("MoCoV3", "BatchContrast", "[MomentumEncoder(Momentum = 0.99)] [Lars]"),
                    "Momentum = 0.99"
                },
                {
                    "ClothesByol",
                    MethodSources.Predictive(
                        "Byol",
                        "TargetLoss",
                        "[MomentumEncoder(Momentum = 0.99)] [Lars] [CosineSchedule]"
                    ),
                    "Momentum = 0.99"
                },
                {
                    "ClothesSimSiam",
                    MethodSources.Predictive(
                        "SimSiam",
                        "CosineLoss",
                        "[Training(BatchSize = 64)] [Sgd] [CosineSchedule]"
                    ),
                    "BatchSize = 64"
                },
                {
                    "ClothesRaft",
                    MethodSources.Predictive(
                        "Raft",
                        "RunAwayLoss",
                        "[MomentumEncoder(Momentum = 0.99, Schedule = MomentumSchedule.Constant)] [Adam]"
                    ),
                    "Momentum = 0.99"
                },
            };
            foreach (var experiment in ExperimentSource.All)
            {
                sound.Add(experiment.Name, experiment.Source, experiment.Setting);
            }

            return sound;
        }
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void Stub_OfEveryMethod_HasThePublicSurfaceOfTheRealOne(string name, string source, string setting) =>
        StubTests.RequireSurface(name, source, setting);

    [Theory]
    [InlineData("Byol", ", Predictor = typeof(ClothesPredictor)", "Predictor, run.TargetEncoder, run.TargetProjector")]
    [InlineData("MoCo", "[NegativeQueue(Size = 4096)]", "KeyEncoder, run.KeyProjector")]
    public void Stub_OfAnIncompleteMethod_HasItsNetworks(string kind, string missing, string networks)
    {
        var source =
            Incomplete(kind, missing)
            + "\ninternal static class Uses { public static object Of(Clothes"
            + kind
            + " run) => (run."
            + networks
            + ", Clothes"
            + kind
            + ".EncoderMomentum); }";

        var run = GeneratorRun.Start(Compilations.Create(source));

        run.Files[$"Shop.Clothes{kind}.g.cs"].Should().Contain("Cannot work as declared");
        Compilations.Complaints(run.Output).Should().BeEmpty();
    }

    private static string Incomplete(string kind, string missing)
    {
        var source =
            kind == "Byol"
                ? MethodSources.Predictive("Byol", "TargetLoss", "[Lars]")
                : MethodSources.MoCo("Version = 1", "[NegativeQueue(Size = 4096)] [Sgd]", "LinearProjector");
        source.Should().Contain(missing);
        return source.Replace(missing, string.Empty, StringComparison.Ordinal);
    }
}
