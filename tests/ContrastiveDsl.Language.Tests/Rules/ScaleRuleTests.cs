using static ContrastiveDsl.Language.Tests.Declare;
using static ContrastiveDsl.Language.Tests.Findings;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Values that are legal one by one and mean nothing together, or in their scale.</summary>
public sealed class ScaleRuleTests
{
    [Theory]
    [InlineData("AdamW", 0.01, 99.0, "CDSL4025")]
    [InlineData("AdamW", 0.01, 100.0, "CDSL4023")]
    [InlineData("AdamW", 0.001, 0.5, null)]
    [InlineData("AdamW", 0.001, 0.51, "CDSL4025")]
    [InlineData("Sgd", 1.0, 0.01, "CDSL4024")]
    [InlineData("Sgd", 0.99, 0.01, null)]
    [InlineData("Sgd", 1.0, 3.8, "CDSL4023")]
    [InlineData("Sgd", 1.0, 3.7, "CDSL4025")]
    [InlineData("Adam", 0.001, 0.01, null)]
    [InlineData("Adam", 0.001, 0.011, "CDSL4025")]
    [InlineData("Lars", 0.3, 0.01, null)]
    [InlineData("Lars", 0.3, 0.011, "CDSL4025")]
    public void Decay_TimesRate_IsJudged(string word, double rate, double decay, string? id)
    {
        var raw = Experiment()
            .Without("Adam")
            .Plus(Word(word, ("LearningRate", rate), ("WeightDecay", decay), ("DecayBiasAndNorm", false)));

        Ids(raw).Should().Equal(id is null ? [] : [id]);
        if (id is not null)
        {
            raw.ShouldReportAt(
                id,
                "ClothesSimClr#3.WeightDecay",
                id == "CDSL4025" ? null : "ClothesSimClr#3.LearningRate"
            );
        }
    }

    /// <summary>Without momentum a step takes away what is written, and nothing swings.</summary>
    [Theory]
    [InlineData(1.0, "CDSL4023")]
    [InlineData(0.99, "CDSL4025")]
    public void Decay_WithoutMomentum_ErasesFromOneOn(double decay, string id)
    {
        Ids(
                Experiment()
                    .Without("Adam")
                    .Plus(Word("Sgd", ("LearningRate", 1.0), ("Momentum", 0.0), ("WeightDecay", decay)))
            )
            .Should()
            .Equal(id);
    }

    /// <summary>Nesterov's look-ahead swings sooner than momentum alone.</summary>
    [Theory]
    [InlineData(1.36, "CDSL4023")]
    [InlineData(1.35, "CDSL4025")]
    public void Decay_WithNesterov_ErasesSooner(double decay, string id)
    {
        Ids(
                Experiment()
                    .Without("Adam")
                    .Plus(Word("Sgd", ("LearningRate", 1.0), ("Nesterov", true), ("WeightDecay", decay)))
            )
            .Should()
            .Equal(id);
    }

    /// <summary>A weight without gradient, stepped as the optimizer does it, on either side of the bound.</summary>
    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0.9, false)]
    [InlineData(0.5, true)]
    [InlineData(0.9, true)]
    public void ErasingDecay_OfSgd_IsWhereAWeightSwingsEverFarther(double momentum, bool nesterov)
    {
        var bound = new SgdModel(new SgdAttribute { Momentum = momentum, Nesterov = nesterov }).ErasingDecay;

        Math.Abs(Left(bound * 0.99)).Should().BeLessThan(1e-3);
        Math.Abs(Left(bound * 1.01)).Should().BeGreaterThan(1e3);

        double Left(double decay)
        {
            var (weight, velocity) = (1.0, 0.0);
            for (var step = 0; step < 500; step++)
            {
                var gradient = decay * weight;
                velocity = (momentum * velocity) + gradient;
                weight -= nesterov ? gradient + (momentum * velocity) : velocity;
            }

            return weight;
        }
    }

    /// <summary>A decay that is proposed is one that the rule accepts.</summary>
    [Theory]
    [InlineData("Adam", 0.9, "")]
    [InlineData("Adam", 0.99, " Did you mean 0.01?")]
    [InlineData("AdamW", 0.9, " Did you mean 0.1?")]
    [InlineData("AdamW", 0.89, "")]
    public void Decay_ThatMayBeAComplement_IsProposedWhereItIsUsual(string word, double decay, string hint)
    {
        var raw = Experiment().Without("Adam").Plus(Word(word, ("LearningRate", 1e-3), ("WeightDecay", decay)));

        Messages(raw)
            .Should()
            .ContainSingle(message => message.StartsWith("CDSL4025"))
            .Which.Should()
            .EndWith(")." + hint);
    }

    /// <summary>Where a schedule leads the decay elsewhere, its end is a decay too.</summary>
    [Theory]
    [InlineData("AdamW", 0.04, 0.4, null)]
    [InlineData("AdamW", 0.04, 0.5, null)]
    [InlineData("AdamW", 0.04, 0.51, "CDSL4025")]
    [InlineData("AdamW", 0.0, 0.9999, "CDSL4025")]
    [InlineData("Adam", 1e-4, 0.01, null)]
    [InlineData("Adam", 1e-4, 0.011, "CDSL4025")]
    [InlineData("Adam", 1e-4, -0.1, "CDSL4001")]
    public void Decay_AtTheEndOfASchedule_IsJudged(string word, double decay, double final, string? id)
    {
        var raw = Experiment()
            .Without("Adam")
            .Plus(Word(word, ("LearningRate", 1e-3), ("WeightDecay", decay)))
            .With("CosineSchedule", ("FinalWeightDecay", final));

        Ids(raw).Should().Equal(id is null ? [] : [id]);
        if (id is not null)
        {
            raw.ShouldReportAt(id, "ClothesSimClr#2.FinalWeightDecay");
        }
    }

    /// <summary>
    /// A decay that goes elsewhere meets the rate of the same step: at the end that with which the rate ends, in the
    /// middle of two cosines half of both.
    /// </summary>
    [Theory]
    [InlineData("AdamW", 0.01, 0.01, 0.0, 100.0, "CDSL4023")]
    [InlineData("AdamW", 0.01, 0.01, 0.0, 99.0, "CDSL4025")]
    [InlineData("AdamW", 0.02, 0.0, 0.0, 200.0, "CDSL4023")]
    [InlineData("AdamW", 0.02, 0.0, 0.0, 199.0, "CDSL4025")]
    [InlineData("Sgd", 1.0, 1.0, 0.0, 0.01, "CDSL4024")]
    [InlineData("Sgd", 1.0, 1.0, 0.0, 0.0099, null)]
    [InlineData("Sgd", 4.0, 0.0, 0.0, 0.01, "CDSL4024")]
    [InlineData("Sgd", 3.9, 0.0, 0.0, 0.01, null)]
    [InlineData("Sgd", 1.0, 1.0, 0.001, 0.01, "CDSL4024")]
    [InlineData("Adam", 0.003, 0.003, 0.0, 0.01, null)]
    public void Decay_ThatGrowsTimesRate_IsJudged(
        string word,
        double rate,
        double finalRate,
        double decay,
        double final,
        string? id
    )
    {
        var raw = Going(Word(word, ("LearningRate", rate), ("WeightDecay", decay)), finalRate, final);

        Ids(raw).Should().Equal(id is null ? [] : [id]);
        if (id is not null)
        {
            raw.ShouldReportAt(
                id,
                "ClothesSimClr#2.FinalWeightDecay",
                id == "CDSL4025" ? null : "ClothesSimClr#3.LearningRate"
            );
        }
    }

    /// <summary>One that shrinks meets the peak at once, or where the warm-up has left some of it.</summary>
    [Theory]
    [InlineData(0.0, 0.01, "CDSL4024")]
    [InlineData(0.0, 0.0099, null)]
    [InlineData(0.1, 0.01, null)]
    public void Decay_ThatShrinksTimesRate_IsJudged(double warmup, double decay, string? id)
    {
        var raw = Going(Word("Sgd", ("LearningRate", 1.0), ("WeightDecay", decay)), 0.0, 0.0)
            .With("CosineSchedule", ("WarmupFraction", warmup));

        Ids(raw).Should().Equal(id is null ? [] : [id]);
        if (id is not null)
        {
            raw.ShouldReportAt(id, "ClothesSimClr#3.WeightDecay", "ClothesSimClr#3.LearningRate");
        }
    }

    /// <summary>Until the last epochs the rate stays at its peak, which meets more of a growing decay.</summary>
    [Theory]
    [InlineData(null, null)]
    [InlineData(1, "CDSL4024")]
    public void Decay_ThatGrowsUnderAPlateau_MeetsThePeak(int? decayEpochs, string? id)
    {
        var raw = Going(Word("Sgd", ("LearningRate", 2.0), ("WeightDecay", 0.0)), 0.0, 0.01);

        Ids(decayEpochs is { } last ? raw.With("CosineSchedule", ("DecayEpochs", last)) : raw)
            .Should()
            .Equal(id is null ? [] : [id]);
    }

    /// <summary>SimSiam's predictor may keep the peak, and meets the final decay with it.</summary>
    [Theory]
    [InlineData(true, "CDSL4024")]
    [InlineData(false, null)]
    public void Decay_ThatGrowsBesideAConstantRate_MeetsThePeak(bool isConstant, string? id)
    {
        var raw = Method("SimSiam", Word("CosineSchedule", ("FinalWeightDecay", 0.01)))
            .With("SimSiam", ("ConstantPredictorRate", isConstant))
            .Without("Adam")
            .Plus(Word("Sgd", ("LearningRate", 1.0), ("WeightDecay", 0.0), ("DecayBiasAndNorm", false)));

        Ids(raw).Should().Equal(id is null ? [] : [id]);
    }

    /// <summary>Of a schedule or a rate with a fault of its own nobody knows what meets.</summary>
    [Fact]
    public void Decay_ThatGrowsUnderAFaultySchedule_IsLeftOut()
    {
        var raw = Going(Word("Sgd", ("LearningRate", 1.0), ("WeightDecay", 0.0)), 1.0, 0.01);

        Ids(raw.With("CosineSchedule", ("WarmupEpochs", 5))).Should().Equal("CDSL4010");
        Ids(raw.With("Training", ("Epochs", 0))).Should().Equal("CDSL4018");
        Ids(raw.With("Training", ("BatchSize", 64))).Should().Equal("CDSL4024");
        Ids(raw.With("Sgd", ("LearningRate", 4.1)).With("CosineSchedule", ("FinalLearningRate", 4.1)))
            .Should()
            .Equal("CDSL4007");
    }

    [Fact]
    public void Decay_ThatGrows_SaysInWhichEpoch()
    {
        Going(Word("AdamW", ("LearningRate", 0.02), ("WeightDecay", 0.0)), 0.0, 200.0)
            .ShouldReport(
                "CDSL4023 A learning rate of 0.01 times a weight decay of 100 in epoch 3 of 5 is 1: every step takes away all of a weight or more, so that nothing is kept. Usual decays are 0.01 to 0.4."
            );
        Going(Word("Sgd", ("LearningRate", 1.0), ("WeightDecay", 0.0)), 1.0, 0.01)
            .ShouldReport(
                "CDSL4024 A learning rate of 1 times a weight decay of 0.01 in epoch 5 of 5 shrinks weights by 10 % of their length in a step, momentum included. Usual decays are 0.00001 to 0.001."
            );
    }

    /// <summary>
    /// An experiment without a warm-up whose rate and decay go along cosines; the optimizer is attribute 3.
    /// </summary>
    private static RawClass Going(RawAttribute optimizer, double finalRate, double finalDecay) =>
        Experiment()
            .Without("Adam")
            .Plus(optimizer)
            .With(
                "CosineSchedule",
                ("WarmupFraction", 0.0),
                ("FinalLearningRate", finalRate),
                ("FinalWeightDecay", finalDecay)
            );

    [Fact]
    public void Decay_AtTheEndAsItsComplement_IsGuessed() =>
        Experiment()
            .With("CosineSchedule", ("FinalWeightDecay", 0.9999))
            .ShouldReport(
                "CDSL4025 A weight decay of 0.9999 is far above what Adam is used with (0.000001 to 0.001). Did you mean 0.0001?"
            );

    [Fact]
    public void Decay_AsItsComplement_IsGuessed()
    {
        Experiment()
            .With("Adam", ("WeightDecay", 0.9999))
            .ShouldReport(
                "CDSL4025 A weight decay of 0.9999 is far above what Adam is used with (0.000001 to 0.001). Did you mean 0.0001?"
            );
        Experiment()
            .With("Adam", ("WeightDecay", 0.89))
            .ShouldReport("CDSL4025 A weight decay of 0.89 is far above what Adam is used with (0.000001 to 0.001).");
    }

    [Theory]
    [InlineData("Adam", 1e-5, 256, null)]
    [InlineData(
        "Adam",
        9e-6,
        256,
        "A learning rate of 0.000009 is far below what Adam is used with (0.0001 to 0.003)."
    )]
    [InlineData("Adam", 1e-14, 256, "A learning rate of 1E-14 is far below what Adam is used with (0.0001 to 0.003).")]
    [InlineData("AdamW", 1e-5, 4096, null)]
    [InlineData("Sgd", 1e-3, 256, null)]
    [InlineData(
        "Sgd",
        9e-4,
        256,
        "A learning rate of 0.0009 is far below what SGD is used with at batches of 256 (0.01 to 0.5)."
    )]
    [InlineData("Sgd", 9e-4, 64, null)]
    [InlineData(
        "Sgd",
        0.015,
        4096,
        "A learning rate of 0.015 is far below what SGD is used with at batches of 4096 (0.16 to 8). Set Scaling = LearningRateScaling.Linear to raise it with the batch."
    )]
    [InlineData("Sgd", 2.0, 64, null)]
    [InlineData(
        "Sgd",
        2.1,
        64,
        "A learning rate of 2.1 is far above what SGD is used with at batches of 64 (0.0025 to 0.13)."
    )]
    [InlineData("Sgd", 4.0, 4096, null)]
    public void Rate_OfABatch_IsJudged(string word, double rate, int batch, string? message)
    {
        Experiment()
            .With("Training", ("BatchSize", batch))
            .Without("Adam")
            .Plus(Word(word, ("LearningRate", rate)))
            .ShouldReport(message is null ? null : "CDSL4007 " + message);
    }

    [Theory]
    [InlineData(0.3, 2048, null)]
    [InlineData(
        0.3,
        4096,
        "CDSL4007 A learning rate of 0.3 is far below what LARS is used with at batches of 4096 (3.2 to 24). Set Scaling = LearningRateScaling.Linear to raise it with the batch."
    )]
    [InlineData(
        51.0,
        4096,
        "CDSL4007 A learning rate of 51 is far above what LARS is used with at batches of 4096 (3.2 to 24)."
    )]
    public void Rate_OfLars_IsJudgedByItself(double rate, int batch, string? message)
    {
        Experiment()
            .With("Training", ("BatchSize", batch))
            .Without("Adam")
            .Plus(Word("Lars", ("LearningRate", rate), ("Scaling", LearningRateScaling.None)))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData("Sgd", "Momentum", 0.1, "0.9")]
    [InlineData("Sgd", "Momentum", 0.5, null)]
    [InlineData("Lars", "Momentum", 0.49, "0.51")]
    [InlineData("Adam", "Beta1", 0.1, "0.9")]
    [InlineData("Adam", "Beta1", 0.5, null)]
    [InlineData("AdamW", "Beta2", 0.001, "0.999")]
    public void Share_ThatKeepsLittle_IsGuessed(string word, string setting, double value, string? meant)
    {
        Experiment()
            .Without("Adam")
            .Plus(Word(word, (setting, value)))
            .ShouldReport(
                meant is null
                    ? null
                    : $"CDSL4026 {setting} is the share that is kept in a step here, and {Text.Of(value)} keeps little. Use {meant}."
            );
    }

    [Theory]
    [InlineData(0.9, 0.81, false)]
    [InlineData(0.9, 0.8, true)]
    [InlineData(0.999, 0.9, true)]
    public void Betas_SquaresForgottenFirst_AreReported(double beta1, double beta2, bool isReported)
    {
        var raw = Experiment().With("Adam", ("Beta1", beta1), ("Beta2", beta2));

        Ids(raw).Should().Equal(isReported ? ["CDSL4027"] : []);
    }

    [Theory]
    [InlineData(0.4, "")]
    [InlineData(0.1, " Did you mean 0.9?")]
    [InlineData(0.001, " Did you mean 0.999?")]
    public void EncoderMomentum_AsItsComplement_IsGuessed(double momentum, string hint)
    {
        Findings
            .Messages(Method("MoCo", Word("MomentumEncoder", ("Momentum", momentum))))
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("CDSL5007")
            .And.EndWith("Usual values are 0.99 to 0.9999." + hint);
    }

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(
        0.9,
        "CDSL1041 Momentum is the share of the newest batch in the running statistics here, and 0.9 leaves little of the others. Use 0.1."
    )]
    [InlineData(1.0, null)]
    public void BatchNormMomentum_AsItsComplement_IsGuessed(double momentum, string? message)
    {
        Encoder(
                Word("Conv", ("Channels", 8), ("Kernel", 3)),
                Word("BatchNorm", ("Momentum", momentum)),
                Word("Relu"),
                Word("GlobalAveragePool")
            )
            .ShouldReport(message);
    }

    /// <summary>What a head says of itself is told of it, not again of every experiment that names it.</summary>
    [Fact]
    public void BatchNormMomentum_OfAListedHead_IsToldOfTheHeadAlone()
    {
        var head = Class(
            "Listed",
            Word("ProjectionHead"),
            Word("Linear", ("Features", 64)),
            Word("BatchNorm", ("Momentum", 0.9))
        );

        Findings.Ids(head).Should().Equal("CDSL1041");
        Findings.Ids(Experiment(projector: head)).Should().NotContain("CDSL1041");
    }

    [Theory]
    [InlineData(1_048_576, null)]
    [InlineData(1_048_577, "CDSL4018 BatchSize must be at most 1048576; it is 1048577.")]
    [InlineData(int.MaxValue, "CDSL4018 BatchSize must be at most 1048576; it is 2147483647.")]
    public void BatchSize_BeyondAllDevices_IsRefused(int batch, string? message)
    {
        Method("Byol").With("Training", ("BatchSize", batch)).ShouldReport(message);
    }

    [Theory]
    [InlineData("Kernel", 4097, "CDSL1004 Kernel must be between 1 and 4096; it is 4097.")]
    [InlineData("Padding", 4097, "CDSL1004 Padding must be between 0 and 3, the kernel; it is 4097.")]
    public void Convolution_BeyondImages_IsRefused(string setting, int value, string message)
    {
        Encoder().With("Conv", (setting, value)).ShouldReport(message);
    }

    /// <summary>Ten billion weights are a mistake, and several such layers are more than 64 bits count.</summary>
    [Theory]
    [InlineData(65_536, null)]
    [InlineData(65_537, "CDSL1004 Hidden must be between 1 and 65536; it is 65537.")]
    public void Hidden_AsWideAsItsInput_IsBounded(int input, string? message)
    {
        Head(("Input", input), ("Output", 64)).ShouldReport(message);
        Head(("Input", input), ("Hidden", 256), ("Output", 64)).ShouldReport(null);
        Head(("Input", input), ("Layers", 1), ("Output", 64)).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        1e-40,
        "CDSL0036 Epsilon = 1E-40 is 0 in single precision, in which everything is computed. Use 0, or a number between 1E-37 and 1E+38."
    )]
    [InlineData(
        1e-45,
        "CDSL0036 Epsilon = 1E-45 is 0 in single precision, in which everything is computed. Use 0, or a number between 1E-37 and 1E+38."
    )]
    [InlineData(1.1754943508222875e-38, null)]
    [InlineData(1e-8, null)]
    public void Epsilon_ThatIsNothing_IsRefused(double epsilon, string? message) =>
        Experiment().With("Adam", ("Epsilon", epsilon)).ShouldReport(message);

    /// <summary>
    /// One error: what a rule of its own refuses is not refused twice, and nobody doubts what is refused.
    /// </summary>
    [Theory]
    [InlineData("LearningRate", 1e300, "CDSL0036")]
    [InlineData("LearningRate", 1e-300, "CDSL0036")]
    [InlineData("WeightDecay", 1e300, "CDSL0036")]
    [InlineData("LearningRate", double.PositiveInfinity, "CDSL4001")]
    [InlineData("LearningRate", -1e300, "CDSL4001")]
    [InlineData("Beta1", 1e300, "CDSL4006")]
    public void Number_BeyondPrecision_IsOneError(string setting, double value, string id) =>
        Ids(Experiment().With("Adam", (setting, value))).Should().Equal(id);
}
