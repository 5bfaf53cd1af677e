using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>A rate that falls in steps: its milestones, its factor, its warm-up, and what stands beside it.</summary>
public sealed class StepScheduleRuleTests
{
    [Theory]
    [InlineData(new[] { 120, 160 }, null)]
    [InlineData(new[] { 1 }, null)]
    [InlineData(
        new[] { 160, 120 },
        "CDSL4019 Milestones must be 1 or more, each greater than the one before it; it is 160, 120."
    )]
    [InlineData(
        new[] { 120, 120 },
        "CDSL4019 Milestones must be 1 or more, each greater than the one before it; it is 120, 120."
    )]
    [InlineData(
        new[] { 0, 120 },
        "CDSL4019 Milestones must be 1 or more, each greater than the one before it; it is 0, 120."
    )]
    [InlineData(
        new int[0],
        "CDSL4019 Milestones must be 1 or more, each greater than the one before it; it is empty. Name the epochs after which the rate falls: [StepSchedule(120, 160)]."
    )]
    public void Milestones_Rise(int[] milestones, string? message) => Steps(milestones).ShouldReport(message);

    [Theory]
    [InlineData(0.1, null)]
    [InlineData(0.99, null)]
    [InlineData(0.0, "CDSL4019 Factor must be greater than 0 and less than 1; it is 0.")]
    [InlineData(1.0, "CDSL4019 Factor must be greater than 0 and less than 1; it is 1.")]
    [InlineData(-0.1, "CDSL4019 Factor must be greater than 0 and less than 1; it is -0.1.")]
    [InlineData(double.NaN, "CDSL4019 Factor must be greater than 0 and less than 1; it is NaN.")]
    [InlineData(3.0, "CDSL4019 Factor must be greater than 0 and less than 1; it is 3.")]
    [InlineData(
        10.0,
        "CDSL4019 Factor must be greater than 0 and less than 1; it is 10. To divide by 10, set Factor = 0.1."
    )]
    public void Factor_IsAShare(double factor, string? message) =>
        Steps([120]).With("StepSchedule", ("Factor", factor)).ShouldReport(message);

    [Theory]
    [InlineData(199, null)]
    [InlineData(
        200,
        "CDSL4038 The rate does not fall after 200 epochs: the run has 200 epochs. Leave out what it does not reach, or train longer."
    )]
    public void Milestone_IsReached(int last, string? message) => Steps([120, last]).ShouldReport(message);

    [Fact]
    public void Milestone_NotReached_IsReportedAtBoth()
    {
        var raw = Steps([60, 120, 160]).With("Training", ("Epochs", 100));

        raw.ShouldReport(
            "CDSL4038 The rate does not fall after 120 and 160 epochs: the run has 100 epochs. Leave out what it does not reach, or train longer."
        );
        raw.ShouldReportAt("CDSL4038", "ClothesSimClr#3.Milestones", "ClothesSimClr#1.Epochs");
        Steps([1])
            .With("Training", ("Epochs", 1))
            .ShouldReport(
                "CDSL4038 The rate does not fall after 1 epoch: the run has 1 epoch. Leave out what it does not reach, or train longer."
            );
    }

    /// <summary>Of a run that has no length, nothing is missed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Milestone_WithoutEpochs_IsNoneOfTheFindings(int epochs) =>
        Findings.Ids(Steps([120]).With("Training", ("Epochs", epochs))).Should().Equal("CDSL4018");

    [Theory]
    [InlineData(-1, "CDSL4019 WarmupEpochs must be 0 or more; it is -1.")]
    [InlineData(10, null)]
    [InlineData(
        11,
        "CDSL4039 A warm-up of 11 epochs still rises when the rate is to fall, after 10. Shorten it, or let the rate fall later."
    )]
    [InlineData(
        200,
        "CDSL4010 A warm-up of 200 epochs leaves none of the 200 epochs for training. Set WarmupEpochs = 20."
    )]
    public void Warmup_EndsBeforeTheRateFalls(int epochs, string? message) =>
        Steps([10, 120]).With("StepSchedule", ("WarmupEpochs", epochs)).ShouldReport(message);

    [Fact]
    public void Warmup_PastAMilestone_IsReportedAtBoth() =>
        Steps([10])
            .With("StepSchedule", ("WarmupEpochs", 11))
            .ShouldReportAt("CDSL4039", "ClothesSimClr#3.WarmupEpochs", "ClothesSimClr#3.Milestones");

    [Theory]
    [InlineData(100, null)]
    [InlineData(102, "51")]
    public void Warmup_OfMostOfTheRun_IsTold(int epochs, string? share) =>
        Steps([150])
            .With("StepSchedule", ("WarmupEpochs", epochs))
            .ShouldReport(
                share is null
                    ? null
                    : $"CDSL4028 The rate rises for {share} % of the run and reaches its peak when little is left. Papers warm up for 1 to 25 % of it. Shorten it, or train longer."
            );

    [Fact]
    public void Experiment_TwoSchedules_IsReportedAtTheSecond()
    {
        var raw = Experiment()
            .With("Training", ("Epochs", 200))
            .Plus(Word("StepSchedule", ("Milestones", new[] { 120 })));

        raw.ShouldReport("CDSL4037 'ClothesSimClr' has two schedules, [CosineSchedule] and [StepSchedule]. Keep one.");
        raw.ShouldReportAt("CDSL4037", "ClothesSimClr#4", "ClothesSimClr#3");
    }

    private static RawClass Steps(int[] milestones) =>
        Class(
            "ClothesSimClr",
            [
                .. Experiment().With("Training", ("Epochs", 200)).Without("CosineSchedule").Attributes,
                Word("StepSchedule", ("Milestones", milestones)),
            ]
        );
}
