using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What distillation needs of its teacher, its queue and its loss.</summary>
public sealed class DistillRuleTests
{
    private const string NoTeacher =
        "CDSL2061 Distillation learns from a trained network. Add Teacher = \"…\", the folder of a run or an .onnx file.";

    [Theory]
    [InlineData("", NoTeacher)]
    [InlineData(" ", NoTeacher)]
    [InlineData("x", null)]
    public void Teacher_IsNamed(string teacher, string? message)
    {
        var raw = Method("Distill").With("Distill", ("Teacher", teacher));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL2061", "ClothesDistill#0.Teacher");
        }
    }

    [Fact]
    public void Teacher_LeftOut_IsReported() => Method("Distill").Lacking("Teacher").ShouldReport(NoTeacher);

    [Theory]
    [InlineData(
        "Temperature",
        0.0,
        "CDSL2016 Temperature must be greater than 0; it is 0. Usual values are 0.07 to 0.5."
    )]
    [InlineData("TeacherTemperature", 0.0, "CDSL2033 TeacherTemperature must be greater than 0; it is 0.")]
    [InlineData("TeacherTemperature", double.NaN, "CDSL2033 TeacherTemperature must be greater than 0; it is NaN.")]
    [InlineData("TeacherTemperature", 1e-3, null)]
    [InlineData("TeacherTemperature", 0.2, null)]
    [InlineData(
        "TeacherTemperature",
        0.21,
        "CDSL2063 TeacherTemperature = 0.21 is above the student's 0.2: the nearest images count less to the teacher than to the student. 0.01 beside 0.2 is usual."
    )]
    [InlineData("SimilarityWeight", -1.0, "CDSL2033 SimilarityWeight must be 0 or more; it is -1.")]
    [InlineData("SimilarityWeight", 1.1e6, "CDSL2033 SimilarityWeight must be at most 1000000; it is 1100000.")]
    [InlineData("SimilarityWeight", 1e6, null)]
    [InlineData("SimilarityWeight", 0.0, null)]
    [InlineData("RegressionWeight", -1.0, "CDSL2033 RegressionWeight must be 0 or more; it is -1.")]
    [InlineData(
        "RegressionWeight",
        double.PositiveInfinity,
        "CDSL2033 RegressionWeight must be finite and 0 or more; it is Infinity."
    )]
    [InlineData("RegressionWeight", 0.0, null)]
    public void Settings_OfTheLoss_AreJudged(string setting, double value, string? message)
    {
        var raw = LossOf("DistillLoss", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt(
                message[..8],
                "MethodLoss#0." + setting,
                message.StartsWith("CDSL2063", StringComparison.Ordinal) ? "MethodLoss#0.Temperature" : null
            );
        }
    }

    [Theory]
    [InlineData(new[] { 0.5 }, new[] { 0.5 }, null)]
    [InlineData(new[] { 0.5 }, null, "go together: state both, or neither")]
    [InlineData(null, new[] { 0.5 }, "go together: state both, or neither")]
    [InlineData(
        new[] { 0.5, 0.5 },
        new[] { 0.5, 0.5 },
        "must have a number for each of 1 channel, or one for all; they have 2 and 2"
    )]
    [InlineData(
        new[] { double.NaN },
        new[] { 0.5 },
        "must be finite numbers, and deviations greater than 0; NaN is among them"
    )]
    [InlineData(new[] { 0.5 }, new[] { 0.0 }, "must be finite numbers, and deviations greater than 0; 0 is among them")]
    [InlineData(new[] { 0.5 }, new[] { 1e-3 }, null)]
    public void Normalization_OfTheTeacher_IsJudged(double[]? mean, double[]? std, string? reason)
    {
        List<(string, object)> stated = [];
        stated.AddRange(mean is null ? [] : [("TeacherMean", mean)]);
        stated.AddRange(std is null ? [] : [("TeacherStd", std)]);
        var raw = Method("Distill").With("Distill", [.. stated]);

        raw.ShouldReport(reason is null ? null : "CDSL2064 TeacherMean and TeacherStd " + reason + ".");
        if (reason is not null)
        {
            raw.ShouldReportAt("CDSL2064", "ClothesDistill#0." + (mean is null ? "TeacherStd" : "TeacherMean"));
        }
    }

    [Fact]
    public void Loss_WithoutEitherTerm_IsReported()
    {
        var raw = LossOf("DistillLoss", ("SimilarityWeight", 0.0), ("RegressionWeight", 0.0));

        raw.ShouldReport(
            "CDSL2062 With SimilarityWeight = 0 and RegressionWeight = 0 nothing of the teacher is learned. Set one of them greater than 0; 1 is usual."
        );
        raw.ShouldReportAt("CDSL2062", "MethodLoss#0.SimilarityWeight");
    }

    /// <summary>What the other term reads has no effect then.</summary>
    [Theory]
    [InlineData("Temperature", 0.1)]
    [InlineData("TeacherTemperature", 0.1)]
    public void Temperatures_WithoutSimilarities_AreUnused(string setting, double value) =>
        LossOf("DistillLoss", ("SimilarityWeight", 0.0), (setting, value))
            .ShouldReportAt("CDSL0008", "MethodLoss#0." + setting);

    [Fact]
    public void Queue_WithoutSimilarities_IsNotThere()
    {
        var raw = Method("Distill").With("Distill", ("Loss", LossOf("DistillLoss", ("SimilarityWeight", 0.0))));
        var model = Resolve.Experiment(raw)!;

        raw.ShouldReport(null);
        model.Queue.Should().BeNull();
        model.NegativesPerAnchor.Should().Be(0);
        model.Method.Similarities(model).Should().Be((0L, 0L));
        raw.With("Distill", ("QueueSize", 4096)).ShouldReportAt("CDSL0008", "ClothesDistill#0.QueueSize");
    }

    [Theory]
    [InlineData(0, "CDSL1004 QueueSize must be 1 or more; it is 0.")]
    [InlineData(
        255,
        "CDSL5002 A queue of 255 embeddings cannot hold the 256 embeddings of a step. Use 256 or more; 4096 is usual for small data sets."
    )]
    [InlineData(256, null)]
    public void Queue_HoldsABatch(int size, string? message) => Queue(size).ShouldReport(message);

    /// <summary>An image may meet what the teacher said of it before: the teacher knows how near that is.</summary>
    [Theory]
    [InlineData(60_001, null)]
    [InlineData(299_520, null)]
    [InlineData(
        299_521,
        "CDSL5010 The queue takes 1171 steps to fill, but the run has 1170: random vectors stay among the images to compare with. Use at most 299520 embeddings, or train longer."
    )]
    public void Queue_FillsBeforeTheRunEnds(int size, string? message) =>
        Queue(size).Plus(Word("Images", ("Count", 60_000))).ShouldReport(message);

    [Fact]
    public void Queue_OfNegatives_HasNoUse() =>
        Method("Distill", Word("NegativeQueue")).ShouldReportAt("CDSL2036", "ClothesDistill#3");

    [Fact]
    public void Experiment_ComparesWithTheQueue()
    {
        var model = Resolve.Experiment(Queue(4096))!;

        model.ViewCount.Should().Be(1);
        model.Method.TeacherPath.Should().Be("runs/teacher");
        model.NegativesPerAnchor.Should().Be(4096);
        model
            .Method.DescribeNegatives(model, count => Text.Of(count))
            .Should()
            .Be("4096 per image, the queue, each as near as the teacher has it");
        model.Method.Similarities(model).Should().Be((256L, 4096L));
    }

    private static RawClass Queue(int size) => Method("Distill").With("Distill", ("QueueSize", size));
}
