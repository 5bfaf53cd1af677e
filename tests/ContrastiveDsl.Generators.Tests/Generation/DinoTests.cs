using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of DINO.</summary>
public sealed class DinoTests
{
    [Fact]
    public Task Dino_WithAWarmup_PredictsTheTeacherThatThenFollows() =>
        Generated.MatchesAsync(DinoSource.Text, "Dino.Warmup", "Shop.TeacherLoss", "Shop.ClothesDino");

    [Fact]
    public void Dino_WithoutWarmupAndFrozenEpochs_StepsAtOnce()
    {
        var experiment = EmittedClass.Of(
            DinoSource.Text.Replace(
                "TeacherTemperature = 0.07, TeacherTemperatureWarmupEpochs = 2",
                "FrozenEpochs = 0",
                StringComparison.Ordinal
            ),
            "Shop.ClothesDino"
        );

        experiment
            .Step.Should()
            .Contain(
                """
                // Targets: what the teacher says of a view, beyond what it says of images at large.
                var p0 = Dino.Targets(t0, center.Value, TeacherTemperature);  // -> [B, 32]
                var p1 = Dino.Targets(t1, center.Value, TeacherTemperature);
                """
            )
            .And.Contain("optimizer.Step(LearningRate);\nprototypeOptimizer.Step(LearningRate);\n");
    }

    [Fact]
    public void Dino_WithAConstantMomentum_FollowsByIt()
    {
        var experiment = EmittedClass.Of(
            DinoSource.Text.Replace(
                "[Training(",
                "[MomentumEncoder(Schedule = MomentumSchedule.Constant)] [Training(",
                StringComparison.Ordinal
            ),
            "Shop.ClothesDino"
        );

        experiment
            .Step.Should()
            .Contain(
                """
                MomentumUpdate.Step(teacherParameters, parameters, EncoderMomentum);
                MomentumUpdate.Step(teacherPrototypeParameters, prototypeParameters, EncoderMomentum);
                """
            );
    }
}

/// <summary>DINO for the tests of all methods.</summary>
internal sealed record DinoSource() : ExperimentSource("ClothesDino", Text, "Prototypes = 32")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [DinoLoss]
            public partial class TeacherLoss;

            [Dino(Prototypes = 32, TeacherTemperature = 0.07, TeacherTemperatureWarmupEpochs = 2, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(TeacherLoss))]
            [Training(BatchSize = 128)] [Adam(LearningRate = 0.001)]
            public partial class ClothesDino;
            """;
}
