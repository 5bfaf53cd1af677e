using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

public sealed class ExperimentTests
{
    private static readonly string[] Rates =
    [
        "LearningRate",
        "WeightDecay",
        "Momentum",
        "Beta1",
        "Beta2",
        "Epsilon",
        "TrustCoefficient",
        "BiasRate",
        "WarmupEpochs",
        "WarmupFraction",
        "DecayEpochs",
        "FinalLearningRate",
        "FinalWeightDecay",
        "RateFactor",
        "peak",
        "learningRate",
        "weightDecay",
    ];

    [Fact]
    public void Sgd_WithASchedule_FollowsIt() =>
        Optimization("[Sgd] [CosineSchedule(WarmupEpochs = 10, FinalLearningRate = 1e-5)]")
            .Should()
            .Be(
                """
                public const double LearningRate = 0.03;
                public const double WeightDecay = 0.0;
                public const double Momentum = 0.9;
                public const int WarmupEpochs = 10;
                public const double FinalLearningRate = 1e-5;
                optimizer = new Sgd(parameters, momentum: Momentum, weightDecay: WeightDecay);
                var schedule = WarmupCosine.ForRun(LearningRate, order.StepsPerEpoch, run.Settings.Epochs, warmupEpochs: WarmupEpochs, finalLearningRate: FinalLearningRate);
                var learningRate = schedule.At(run.Step);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                """
            );

    [Fact]
    public void Sgd_WithALateDecay_StatesItsEpochs() =>
        Optimization("[Sgd] [CosineSchedule(WarmupEpochs = 10, DecayEpochs = 20, FinalLearningRate = 1e-5)]")
            .Should()
            .Be(
                """
                public const double LearningRate = 0.03;
                public const double WeightDecay = 0.0;
                public const double Momentum = 0.9;
                public const int WarmupEpochs = 10;
                public const int DecayEpochs = 20;
                public const double FinalLearningRate = 1e-5;
                optimizer = new Sgd(parameters, momentum: Momentum, weightDecay: WeightDecay);
                var schedule = WarmupCosine.ForRun(LearningRate, order.StepsPerEpoch, run.Settings.Epochs, warmupEpochs: WarmupEpochs, decayEpochs: DecayEpochs, finalLearningRate: FinalLearningRate);
                var learningRate = schedule.At(run.Step);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                """
            );

    [Fact]
    public void Sgd_WithSteps_NamesTheirEpochs() =>
        Optimization("[Sgd(Scaling = LearningRateScaling.Linear)] [StepSchedule(60, 80, WarmupEpochs = 10)]")
            .Should()
            .Be(
                """
                public const double LearningRate = 0.03;
                public const double WeightDecay = 0.0;
                public const double Momentum = 0.9;
                public const int WarmupEpochs = 10;
                public const double RateFactor = 0.1;
                optimizer = new Sgd(parameters, momentum: Momentum, weightDecay: WeightDecay);
                var peak = LearningRates.Scale(LearningRate, LearningRateScaling.Linear, run.Settings.BatchSize);
                var schedule = StepDecay.ForRun(peak, order.StepsPerEpoch, [60, 80], RateFactor, WarmupEpochs);
                var learningRate = schedule.At(run.Step);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                """
            );

    [Fact]
    public void Sgd_WithoutASchedule_KeepsItsRate() =>
        Optimization(
                "[Sgd(LearningRate = 0.06, Momentum = 0.95, Nesterov = true, WeightDecay = 5e-4, DecayBiasAndNorm = true)]"
            )
            .Should()
            .Be(
                """
                public const double LearningRate = 0.06;
                public const double WeightDecay = 0.0005;
                public const double Momentum = 0.95;
                optimizer = new Sgd(parameters, momentum: Momentum, weightDecay: WeightDecay, nesterov: true, decayBiasAndNorm: true);
                optimizer.Step(LearningRate);
                run.CompleteStep(loss, LearningRate, parameters);
                """
            );

    [Fact]
    public void Adam_WithASchedule_FollowsIt() =>
        Optimization("[Adam(Beta1 = 0.95, Beta2 = 0.98, Epsilon = 1e-6)] [CosineSchedule]")
            .Should()
            .Be(
                """
                public const double LearningRate = 0.001;
                public const double WeightDecay = 0.0;
                public const double Beta1 = 0.95;
                public const double Beta2 = 0.98;
                public const double Epsilon = 1e-6;
                optimizer = new Adam(parameters, beta1: Beta1, beta2: Beta2, epsilon: Epsilon, weightDecay: WeightDecay);
                var schedule = WarmupCosine.ForRun(LearningRate, order.StepsPerEpoch, run.Settings.Epochs);
                var learningRate = schedule.At(run.Step);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                """
            );

    [Fact]
    public void AdamW_WithASchedule_MovesTheDecayToo() =>
        Optimization("[AdamW(WeightDecay = 0.04)] [CosineSchedule(WarmupEpochs = 10, FinalWeightDecay = 0.4)]")
            .Should()
            .Be(
                """
                public const double LearningRate = 0.001;
                public const double WeightDecay = 0.04;
                public const double Beta1 = 0.9;
                public const double Beta2 = 0.999;
                public const double Epsilon = 1e-8;
                public const int WarmupEpochs = 10;
                public const double FinalWeightDecay = 0.4;
                optimizer = new AdamW(parameters, beta1: Beta1, beta2: Beta2, epsilon: Epsilon, weightDecay: WeightDecay);
                var schedule = WarmupCosine.ForRun(LearningRate, order.StepsPerEpoch, run.Settings.Epochs, warmupEpochs: WarmupEpochs);
                var decay = CosineWeightDecay.ForRun(WeightDecay, FinalWeightDecay, order.StepsPerEpoch, run.Settings.Epochs);
                var learningRate = schedule.At(run.Step);
                var weightDecay = decay.At(run.Step);
                optimizer.Step(learningRate, weightDecay);
                run.CompleteStep(loss, learningRate, parameters);
                """
            );

    [Fact]
    public void Lars_WithASchedule_ScalesThePeak() =>
        Optimization("[Lars] [CosineSchedule(WarmupEpochs = 10)]")
            .Should()
            .Be(
                """
                public const double LearningRate = 0.3;
                public const double WeightDecay = 1e-6;
                public const double Momentum = 0.9;
                public const double TrustCoefficient = 0.001;
                public const int WarmupEpochs = 10;
                optimizer = new Lars(parameters, momentum: Momentum, weightDecay: WeightDecay, trustCoefficient: TrustCoefficient, dialect: LarsDialect.NormOfSum);
                var peak = LearningRates.Scale(LearningRate, LearningRateScaling.Linear, run.Settings.BatchSize);
                var schedule = WarmupCosine.ForRun(peak, order.StepsPerEpoch, run.Settings.Epochs, warmupEpochs: WarmupEpochs);
                var learningRate = schedule.At(run.Step);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                """
            );

    [Fact]
    public void Lars_WithARateOfBiases_StatesIt() =>
        Optimization("[Lars(BiasRate = 0.024)]")
            .Should()
            .Contain("public const double BiasRate = 0.024;\n")
            .And.Contain("trustCoefficient: TrustCoefficient, biasRate: BiasRate, dialect: LarsDialect.NormOfSum);\n");

    [Fact]
    public void Lars_WithEverySetting_StatesThem() =>
        Optimization(
                "[Lars(LearningRate = 0.075, Scaling = LearningRateScaling.SquareRoot, Dialect = LarsDialect.SumOfNorms, ClipLearningRate = true, Nesterov = true)]"
            )
            .Should()
            .Be(
                """
                public const double LearningRate = 0.075;
                public const double WeightDecay = 1e-6;
                public const double Momentum = 0.9;
                public const double TrustCoefficient = 0.001;
                optimizer = new Lars(parameters, momentum: Momentum, weightDecay: WeightDecay, trustCoefficient: TrustCoefficient, dialect: LarsDialect.SumOfNorms, nesterov: true, clipLearningRate: true);
                var learningRate = LearningRates.Scale(LearningRate, LearningRateScaling.SquareRoot, run.Settings.BatchSize);
                optimizer.Step(learningRate);
                run.CompleteStep(loss, learningRate, parameters);
                """
            );

    [Fact]
    public void SimClr_WithSeparateViews_ForwardsOneAfterTheOther()
    {
        var experiment = EmittedClass.Of(
            Sources.Parts
                + """

                [SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss), SeparateViews = true)]
                [Training(Epochs = 10, BatchSize = 512, Seed = 123456789012)]
                [Adam]
                public partial class ClothesSimClr;
                """,
            "Shop.ClothesSimClr"
        );

        experiment
            .Members("Defaults")
            .Should()
            .Contain("Epochs = 10,")
            .And.Contain("BatchSize = 512,")
            .And.Contain("Seed = 123456789012,");
        experiment
            .Forward.Should()
            .EndWith(
                """
                // One view after the other: batch normalization sees the B images of one view alone.
                var z0 = Projector.call(Encoder.call(view0));  // -> [b, 6] -> [b, 12]
                var z1 = Projector.call(Encoder.call(view1));
                (z0, z1) = run.World.Gather(z0, z1);           // -> 2 x [B, 12], of all processes
                var loss = ClothesLoss.Compute(z0, z1);        // -> []
                run.Watch(z0, z1);  // for signs of a collapse
                """
            );
    }

    /// <summary>
    /// What is split, and over what: the encoder's normalization alone, over parts of what passes it.
    /// </summary>
    [Theory]
    [InlineData(
        "",
        "// Both views in one batch: a single forward pass, and the encoder's batch normalization sees each of 4\n// parts of the 2B views alone."
    )]
    [InlineData(
        ", SeparateViews = true",
        "// One view after the other: the encoder's batch normalization sees each of 4 parts of a view's B images\n// alone."
    )]
    public void SimClr_WithSplitBatchNorm_SaysWhatIsSplit(string arguments, string comment) =>
        EmittedClass
            .Of(
                Sources.Parts
                    + $$"""

                    [Encoder(Channels = 1, ImageSize = 8)] [SplitBatchNorm(4)] [Conv(6, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
                    public partial class SplitEncoder;

                    [SimClr(Encoder = typeof(SplitEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss){{arguments}})]
                    [Adam]
                    public partial class ClothesSimClr;
                    """,
                "Shop.ClothesSimClr"
            )
            .Forward.Should()
            .Contain("\n\n" + comment + "\n");

    [Fact]
    public void SimClr_WithCustomParts_CreatesAndCallsThem()
    {
        var experiment = EmittedClass.Of(Sources.CustomParts, "Shop.CustomSimClr");

        experiment
            .Mentioning("CustomEncoder", "CustomProjector", "CustomViews", "CustomLoss")
            .Should()
            .Be(
                """
                Encoder = new CustomEncoder().to(device);
                Projector = new CustomProjector(CustomEncoder.FeatureSize).to(device);
                internal CustomEncoder Encoder { get; }
                internal CustomProjector Projector { get; }
                var (view0, view1) = CustomViews.Sample(pixels, random, share);
                var loss = CustomLoss.Compute(z0, z1);
                var (view0, view1) = CustomViews.Sample(pixels, random, batch);
                return Encoder.call(CustomViews.Clean(images)).MoveToOuterDisposeScope();
                """
            );
    }

    private static string Optimization(string settings) =>
        EmittedClass
            .Of(
                Sources.Parts
                    + $$"""

                    [SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]
                    {{settings}}
                    public partial class ClothesSimClr;
                    """,
                "Shop.ClothesSimClr"
            )
            .Mentioning(Rates);
}
