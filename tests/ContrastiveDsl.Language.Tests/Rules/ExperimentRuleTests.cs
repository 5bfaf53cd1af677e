using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class ExperimentRuleTests
{
    [Theory]
    [InlineData(0.0, "CDSL2016 Temperature must be greater than 0; it is 0. Usual values are 0.07 to 0.5.")]
    [InlineData(double.NaN, "CDSL2016 Temperature must be greater than 0; it is NaN. Usual values are 0.07 to 0.5.")]
    [InlineData(
        0.019,
        "CDSL2017 Temperature 0.019 lets the hardest negatives alone decide. Usual values are 0.07 to 0.5."
    )]
    [InlineData(0.02, null)]
    [InlineData(1.0, null)]
    [InlineData(5.0, "CDSL2017 Temperature 5 makes all similarities look alike. Usual values are 0.07 to 0.5.")]
    public void Loss_Temperature_IsJudged(double temperature, string? message)
    {
        Loss(temperature).ShouldReport(message);
        if (message is not null)
        {
            Loss(temperature).ShouldReportAt(message[..8], "ClothesLoss#0.Temperature");
        }
    }

    [Theory]
    [InlineData("Adam", "LearningRate", 0.0, "CDSL4001 LearningRate must be greater than 0; it is 0.")]
    [InlineData(
        "Adam",
        "LearningRate",
        double.PositiveInfinity,
        "CDSL4001 LearningRate must be finite and greater than 0; it is Infinity."
    )]
    [InlineData("Adam", "LearningRate", 0.03, null)]
    [InlineData(
        "Adam",
        "LearningRate",
        0.3,
        "CDSL4007 A learning rate of 0.3 is far above what Adam is used with (0.0001 to 0.003)."
    )]
    [InlineData("Adam", "WeightDecay", -1e-4, "CDSL4001 WeightDecay must be 0 or more; it is -0.0001.")]
    [InlineData("Adam", "WeightDecay", 0.0, null)]
    [InlineData("Adam", "Beta1", 1.0, "CDSL4006 Beta1 must be at least 0 and less than 1; it is 1.")]
    [InlineData("Adam", "Beta1", 0.0, null)]
    [InlineData("AdamW", "Beta2", -0.1, "CDSL4006 Beta2 must be at least 0 and less than 1; it is -0.1.")]
    [InlineData("AdamW", "Epsilon", 0.0, "CDSL4006 Epsilon must be greater than 0; it is 0.")]
    [InlineData(
        "Sgd",
        "Momentum",
        9.0,
        "CDSL4002 Momentum must be at least 0 and less than 1; it is 9. Did you mean 0.9?"
    )]
    [InlineData("Sgd", "Momentum", -0.5, "CDSL4002 Momentum must be at least 0 and less than 1; it is -0.5.")]
    [InlineData("Sgd", "Momentum", 0.0, null)]
    [InlineData(
        "Lars",
        "Momentum",
        1.0,
        "CDSL4002 Momentum must be at least 0 and less than 1; it is 1. Did you mean 0.9?"
    )]
    [InlineData("Lars", "TrustCoefficient", 0.0, "CDSL4006 TrustCoefficient must be greater than 0; it is 0.")]
    [InlineData("Lars", "BiasRate", 0.0, "CDSL4006 BiasRate must be greater than 0; it is 0.")]
    [InlineData("Lars", "BiasRate", 0.024, null)]
    [InlineData("Sgd", "LearningRate", 4.0, null)]
    [InlineData(
        "Sgd",
        "LearningRate",
        5.0,
        "CDSL4007 A learning rate of 5 is far above what SGD is used with at batches of 256 (0.01 to 0.5)."
    )]
    public void Optimizer_Setting_IsJudged(string word, string setting, double value, string? message)
    {
        var raw = Experiment().Without("Adam").Plus(Word(word, (setting, value)));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], "ClothesSimClr#3." + setting);
        }
    }

    [Fact]
    public void Optimizer_ScaledRate_IsJudgedAsUsed()
    {
        Experiment()
            .With("Adam", ("Scaling", LearningRateScaling.SquareRoot))
            .ShouldReport(
                "CDSL4007 A learning rate of 0.064 is far above what Adam is used with (0.0001 to 0.003). It is scaled from 0.004 by the batch. Set LearningRate between 0.0000063 and 0.00019."
            );
    }

    /// <summary>The rates that are advised are none that the next build warns of; a factor of 1 is no news.</summary>
    [Theory]
    [InlineData(256, 1e-4, "(0.2 to 1.5).")]
    [InlineData(512, 1e-4, "(0.4 to 3). It is scaled from 0.0001 by the batch. Set LearningRate between 0.2 and 1.5.")]
    [InlineData(512, 0.2, null)]
    [InlineData(512, 1.5, null)]
    public void Rate_ScaledByTheBatch_IsAdvisedAsItIsWritten(int batch, double rate, string? end)
    {
        var scaled = Experiment()
            .Without("Adam")
            .Plus(Word("Lars", ("LearningRate", rate), ("Scaling", LearningRateScaling.Linear)))
            .With("Training", ("BatchSize", batch));

        scaled.ShouldReport(
            end is null
                ? null
                : $"CDSL4007 A learning rate of {(batch == 512 ? "0.0002" : "0.0001")} is far below what LARS is used with at batches of {batch} {end}"
        );
    }

    /// <summary>Of large batches the usual rates end where the largest begins.</summary>
    [Fact]
    public void Rate_ScaledByALargeBatch_IsNotAdvisedBeyondTheLargest() =>
        Experiment()
            .Without("Adam")
            .Plus(Word("Sgd", ("LearningRate", 1.0), ("Scaling", LearningRateScaling.Linear)))
            .With("Training", ("BatchSize", 4096))
            .ShouldReport(
                "CDSL4007 A learning rate of 16 is far above what SGD is used with at batches of 4096 (0.16 to 8). It is scaled from 1 by the batch. Set LearningRate between 0.01 and 0.25."
            );

    [Fact]
    public void Nesterov_WithoutMomentum_IsReported()
    {
        Experiment()
            .Without("Adam")
            .Plus(Word("Sgd", ("Nesterov", true), ("Momentum", 0.0)))
            .ShouldReport(
                "CDSL4003 Nesterov looks ahead along the momentum, but Momentum is 0. Set Momentum = 0.9, or remove Nesterov."
            );
        Experiment().Without("Adam").Plus(Word("Sgd", ("Nesterov", true))).ShouldReport(null);
    }

    [Theory]
    [InlineData("Epochs", 0, "CDSL4018 Epochs must be 1 or more; it is 0.")]
    [InlineData("Epochs", 1, null)]
    [InlineData("Seed", -1, "CDSL4018 Seed must be 0 or more; it is -1.")]
    [InlineData("Seed", 0, null)]
    [InlineData("BatchSize", 0, "CDSL4018 BatchSize must be 1 or more; it is 0.")]
    [InlineData(
        "BatchSize",
        1,
        "CDSL2019 With BatchSize = 1, SimCLR has no negatives and the loss is always 0. Use at least 2; 256 or more is usual."
    )]
    [InlineData(
        "BatchSize",
        2,
        "CDSL2020 SimCLR with BatchSize = 2 has only 2 negatives per anchor. Use 64 or more; 256 is usual."
    )]
    [InlineData(
        "BatchSize",
        63,
        "CDSL2020 SimCLR with BatchSize = 63 has only 124 negatives per anchor. Use 64 or more; 256 is usual."
    )]
    [InlineData("BatchSize", 64, null)]
    public void Training_Setting_IsJudged(string setting, int value, string? message)
    {
        var raw = Experiment().With("Training", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(message[..8], "ClothesSimClr#1." + setting);
        }
    }

    [Fact]
    public void Batch_CustomLoss_IsNotMeasuredByNegatives()
    {
        Experiment(loss: CustomLoss(2)).With("Training", ("BatchSize", 1)).ShouldReport(null);
    }

    [Theory]
    [InlineData(
        255,
        "CDSL3019 There are 255 images, fewer than BatchSize = 256, so an epoch has no step. Set BatchSize = 255 or less."
    )]
    [InlineData(
        2,
        "CDSL3019 There are 2 images, fewer than BatchSize = 256, so an epoch has no step. Set BatchSize = 2 or less."
    )]
    [InlineData(
        1,
        "CDSL3019 There is 1 image, fewer than BatchSize = 256, so an epoch has no step. Training needs two images at least."
    )]
    [InlineData(256, null)]
    [InlineData(0, null)]
    [InlineData(-1, "CDSL3030 Count must be 0 or more; it is -1.")]
    public void Images_Count_HoldsABatch(int count, string? message)
    {
        Experiment().Plus(Word("Images", ("Count", count))).ShouldReport(message);
    }

    [Fact]
    public void Images_BesideARefusedBatch_AreCheckedAllTheSame()
    {
        var raw = Experiment().With("Training", ("BatchSize", 0)).Plus(Word("Images", ("Count", -1)));

        Findings.Ids(raw).Should().BeEquivalentTo("CDSL4018", "CDSL3030");
    }

    [Theory]
    [InlineData(
        "WarmupFraction",
        1.0,
        "CDSL4019 WarmupFraction must be at least 0 and less than 1; it is 1. For epochs use WarmupEpochs."
    )]
    [InlineData("WarmupFraction", -0.1, "CDSL4019 WarmupFraction must be at least 0 and less than 1; it is -0.1.")]
    [InlineData("WarmupFraction", 0.0, null)]
    [InlineData("FinalLearningRate", -1.0, "CDSL4001 FinalLearningRate must be 0 or more; it is -1.")]
    [InlineData("FinalLearningRate", 0.004, null)]
    [InlineData(
        "FinalLearningRate",
        0.01,
        "CDSL4012 The cosine would go from 0.004 up to 0.01. Swap LearningRate and FinalLearningRate, or leave FinalLearningRate out."
    )]
    [InlineData("FinalWeightDecay", -0.4, "CDSL4001 FinalWeightDecay must be 0 or more; it is -0.4.")]
    [InlineData("FinalWeightDecay", double.NaN, "CDSL4001 FinalWeightDecay must be 0 or more; it is NaN.")]
    [InlineData("FinalWeightDecay", 0.0, null)]
    [InlineData("FinalWeightDecay", 0.01, null)]
    [InlineData(
        "FinalWeightDecay",
        0.4,
        "CDSL4025 A weight decay of 0.4 is far above what Adam is used with (0.000001 to 0.001)."
    )]
    public void Schedule_Number_IsJudged(string setting, double value, string? message)
    {
        Experiment().With("CosineSchedule", (setting, value)).ShouldReport(message);
    }

    /// <summary>
    /// The cosine falls from the peak that the batch makes of the rate, not from the rate as written.
    /// </summary>
    [Theory]
    [InlineData(2048, 0.5, null)]
    [InlineData(64, 0.07, null)]
    [InlineData(
        64,
        0.1,
        "CDSL4012 The cosine would go from 0.075 up to 0.1. The batch scales LearningRate = 0.3, but not FinalLearningRate: lower it, or leave FinalLearningRate out."
    )]
    public void Schedule_FinalRate_IsComparedWithTheScaledPeak(int batch, double final, string? message)
    {
        Experiment()
            .Without("Adam")
            .Plus(Word("Sgd", ("LearningRate", 0.3), ("Scaling", LearningRateScaling.Linear)))
            .With("Training", ("BatchSize", batch))
            .With("CosineSchedule", ("FinalLearningRate", final))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData(-1, "CDSL4019 WarmupEpochs must be 0 or more; it is -1.")]
    [InlineData(2, null)]
    [InlineData(5, "CDSL4010 A warm-up of 5 epochs leaves none of the 5 epochs for training. Set WarmupEpochs = 1.")]
    public void Schedule_WarmupEpochs_LeaveTraining(int epochs, string? message)
    {
        Experiment().With("CosineSchedule", ("WarmupFraction", 0.0), ("WarmupEpochs", epochs)).ShouldReport(message);
    }

    /// <summary>Of a run that has no length, no share is told.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Schedule_WarmupWithoutEpochs_IsNoneOfTheFindings(int epochs)
    {
        var raw = Experiment().With("CosineSchedule", ("WarmupFraction", 0.0), ("WarmupEpochs", 3));

        Findings.Ids(raw.With("Training", ("Epochs", epochs))).Should().Equal("CDSL4018");
    }

    [Theory]
    [InlineData(
        -1,
        "CDSL4019 DecayEpochs must be 1 or more; it is -1. Leave it out to let the rate fall from the end of the warm-up on."
    )]
    [InlineData(
        0,
        "CDSL4019 DecayEpochs must be 1 or more; it is 0. Leave it out to let the rate fall from the end of the warm-up on."
    )]
    [InlineData(1, null)]
    [InlineData(5, null)]
    [InlineData(6, "CDSL4022 A decay of 6 epochs does not fit a run of 5 epochs. Shorten it, or train longer.")]
    public void Schedule_DecayEpochs_FitTheRun(int epochs, string? message)
    {
        Experiment().With("CosineSchedule", ("WarmupFraction", 0.0), ("DecayEpochs", epochs)).ShouldReport(message);
    }

    [Theory]
    [InlineData(1, 4, null)]
    [InlineData(
        1,
        5,
        "CDSL4022 A decay of 5 epochs does not fit a run of 5 epochs that warms up for 1 epoch. Shorten it, or train longer."
    )]
    [InlineData(
        2,
        4,
        "CDSL4022 A decay of 4 epochs does not fit a run of 5 epochs that warms up for 2 epochs. Shorten it, or train longer."
    )]
    [InlineData(5, 1, "CDSL4010 A warm-up of 5 epochs leaves none of the 5 epochs for training. Set WarmupEpochs = 1.")]
    public void Schedule_WarmupAndDecay_FitTheRun(int warmup, int decay, string? message)
    {
        Experiment()
            .With("CosineSchedule", ("WarmupFraction", 0.0), ("WarmupEpochs", warmup), ("DecayEpochs", decay))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData(0.07, 93, 100, null)]
    [InlineData(0.1, 4, 5, null)]
    [InlineData(
        0.1,
        5,
        5,
        "CDSL4022 A decay of 5 epochs does not fit a run of 5 epochs that warms up for 0.5 epochs. Shorten it, or train longer."
    )]
    public void Schedule_WarmupAsAShareAndDecay_FitTheRun(double share, int decay, int epochs, string? message)
    {
        Experiment()
            .With("Training", ("Epochs", epochs))
            .With("CosineSchedule", ("WarmupFraction", share), ("DecayEpochs", decay))
            .ShouldReport(message);
    }

    [Fact]
    public void Schedule_DecayTooLong_IsReportedAtBoth()
    {
        Experiment()
            .With("CosineSchedule", ("DecayEpochs", 6))
            .ShouldReportAt("CDSL4022", "ClothesSimClr#3.DecayEpochs", "ClothesSimClr#1.Epochs");
    }

    [Fact]
    public void Schedule_WarmupTwice_IsReported()
    {
        var raw = Experiment().With("CosineSchedule", ("WarmupEpochs", 2));

        raw.ShouldReport("CDSL4021 WarmupEpochs = 2 and WarmupFraction = 0.1 both state the warm-up. Remove one.");
        raw.ShouldReportAt("CDSL4021", "ClothesSimClr#3.WarmupEpochs", "ClothesSimClr#3.WarmupFraction");
    }
}
