using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of distillation.</summary>
public sealed class DistillTests
{
    [Fact]
    public Task Distill_AsksTheTeacherThenEnqueues() =>
        Generated.MatchesAsync(DistillSource.Text, "Distill.Queue", "Shop.ClothesDistill", "Shop.StudentLoss");

    [Fact]
    public void QueueSize_LeftOut_IsTheDefault() =>
        EmittedClass
            .Of(DistillSource.Text.Replace("QueueSize = 512, ", "", StringComparison.Ordinal), "Shop.ClothesDistill")
            .Text.Should()
            .Contain("public const int QueueSize = 65536;");

    /// <summary>Of views without chance the teacher is asked once.</summary>
    [Fact]
    public void Views_WithoutChance_AreAskedAboutBeforeTheLoop()
    {
        var experiment = EmittedClass.Of(
            DistillSource.Text.Replace(
                "Views = typeof(ClothesViews)",
                "Views = typeof(SameViews)",
                StringComparison.Ordinal
            ) + "\n[AugmentationFamily] [Normalize(0.25, 0.5)] public partial class SameViews;",
            "Shop.ClothesDistill"
        );

        experiment
            .Text.Should()
            .Contain("teacher.Open(run, global::ContrastiveDsl.Experiments.All);")
            .And.Contain("images, run, batch => SameViews.SampleView(images.Load(batch), random, batch, view: 0));")
            .And.Contain("if (!isTaught)")
            .And.Contain("var t = teacher.Features(share);")
            .And.NotContain("teacher.Features(view)");
    }

    [Fact]
    public void Views_WithoutChance_AreAskedAboutAMicroBatchAtATime() =>
        EmittedClass
            .Of(
                DistillSource
                    .Text.Replace("Views = typeof(ClothesViews)", "Views = typeof(SameViews)", StringComparison.Ordinal)
                    .Replace("[Training(", "[Training(MicroBatch = 32, ", StringComparison.Ordinal)
                    + "\n[AugmentationFamily] [Normalize(0.25, 0.5)] public partial class SameViews;",
                "Shop.ClothesDistill"
            )
            .Mentioning("Remember")
            .Should()
            .Contain("SameViews.SampleView(images.Load(batch), random, batch, view: 0), MicroBatch);");

    [Fact]
    public void Normalization_OfTheTeacher_IsHandedOn() =>
        EmittedClass
            .Of(
                DistillSource.Text.Replace(
                    "QueueSize = 512",
                    "TeacherMean = [0.5], TeacherStd = [0.25]",
                    StringComparison.Ordinal
                ),
                "Shop.ClothesDistill"
            )
            .Text.Should()
            .Contain("new TeacherNormalization([0.5], [0.25]));");

    [Fact]
    public void Loss_OfFeaturesAlone_HasNoQueue()
    {
        var experiment = EmittedClass.Of(
            DistillSource
                .Text.Replace("[DistillLoss]", "[DistillLoss(SimilarityWeight = 0)]", StringComparison.Ordinal)
                .Replace("QueueSize = 512, ", "", StringComparison.Ordinal),
            "Shop.ClothesDistill"
        );

        experiment.Text.Should().NotContain("QueueSize").And.NotContain("queue.");
        experiment.Mentioning("StudentLoss").Should().Be("var loss = StudentLoss.Compute(z, t, t);");
    }

    /// <summary>A path is a text like any other, whatever stands in it.</summary>
    [Fact]
    public void Teacher_WithQuotesAndBackslashes_IsTheSameText() =>
        EmittedClass
            .Of(
                DistillSource.Text.Replace("\"runs/teacher\"", "@\"C:\\runs\\a \"\"b\"\"\"", StringComparison.Ordinal),
                "Shop.ClothesDistill"
            )
            .Text.Should()
            .Contain("""public const string TeacherPath = "C:\\runs\\a \"b\"";""");
}

/// <summary>Distillation for the tests of all methods.</summary>
internal sealed record DistillSource() : ExperimentSource("ClothesDistill", Text, "QueueSize = 512")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [DistillLoss]
            public partial class StudentLoss;

            [Distill(Teacher = "runs/teacher", QueueSize = 512, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(StudentLoss))]
            [Training(BatchSize = 128)] [Adam(LearningRate = 0.001)]
            public partial class ClothesDistill;
            """;
}
