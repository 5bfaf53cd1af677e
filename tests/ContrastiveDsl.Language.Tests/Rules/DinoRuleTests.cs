using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What DINO needs of its teacher and its prototypes.</summary>
public sealed class DinoRuleTests
{
    [Theory]
    [InlineData("Prototypes", 1, "CDSL1004 Prototypes must be between 2 and 65536; it is 1.")]
    [InlineData("Prototypes", 65537, "CDSL1004 Prototypes must be between 2 and 65536; it is 65537.")]
    [InlineData("Prototypes", 2, null)]
    [InlineData("Prototypes", 65536, null)]
    [InlineData("TeacherTemperature", 0.0, "CDSL2033 TeacherTemperature must be greater than 0; it is 0.")]
    [InlineData("TeacherTemperature", double.NaN, "CDSL2033 TeacherTemperature must be greater than 0; it is NaN.")]
    [InlineData("TeacherTemperature", 1e-3, null)]
    [InlineData("TeacherTemperature", 0.099, null)]
    [InlineData(
        "TeacherTemperature",
        0.1,
        "CDSL2058 TeacherTemperature = 0.1, but the student's temperature is 0.1: targets are no sharper than what predicts them, and nothing keeps them from becoming alike. Set TeacherTemperature = 0.04."
    )]
    [InlineData(
        "TeacherTemperatureWarmupEpochs",
        -1,
        "CDSL2033 TeacherTemperatureWarmupEpochs must be 0 or more; it is -1."
    )]
    [InlineData("TeacherTemperatureWarmupEpochs", 5, null)]
    [InlineData(
        "TeacherTemperatureWarmupEpochs",
        6,
        "CDSL2059 A run of 5 epochs ends within the 6 epochs in which the teacher's temperature goes to 0.04. Set TeacherTemperatureWarmupEpochs = 1."
    )]
    [InlineData("CenterMomentum", -0.1, "CDSL2033 CenterMomentum must be at least 0 and less than 1; it is -0.1.")]
    [InlineData("CenterMomentum", 1.0, "CDSL2033 CenterMomentum must be at least 0 and less than 1; it is 1.")]
    [InlineData("CenterMomentum", double.NaN, "CDSL2033 CenterMomentum must be at least 0 and less than 1; it is NaN.")]
    [InlineData("CenterMomentum", 0.0, null)]
    [InlineData("CenterMomentum", 0.999, null)]
    [InlineData("FrozenEpochs", -1, "CDSL2033 FrozenEpochs must be 0 or more; it is -1.")]
    [InlineData("FrozenEpochs", 4, null)]
    [InlineData(
        "FrozenEpochs",
        5,
        "CDSL2057 FrozenEpochs = 5 of 5 epochs leave the prototypes where chance has put them. Set FrozenEpochs = 1."
    )]
    public void Settings_OfTheMethod_AreJudged(string setting, object value, string? message)
    {
        var raw = Method("Dino").With("Dino", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            var related = message[..8] switch
            {
                "CDSL2057" or "CDSL2059" => "ClothesDino#1.Epochs",
                "CDSL2058" => LossOf("DinoLoss").Type.Name + "#0.Temperature",
                _ => null,
            };
            raw.ShouldReportAt(message[..8], "ClothesDino#0." + setting, related);
        }
    }

    /// <summary>The temperature of the first epochs counts too, but only where there is a warm-up.</summary>
    [Theory]
    [InlineData(0.0999, null)]
    [InlineData(
        0.2,
        "CDSL2058 WarmupTeacherTemperature = 0.2, but the student's temperature is 0.1: targets are no sharper than what predicts them, and nothing keeps them from becoming alike. Set WarmupTeacherTemperature = 0.04."
    )]
    [InlineData(0.0, "CDSL2033 WarmupTeacherTemperature must be greater than 0; it is 0.")]
    public void WarmupTemperature_OfAWarmup_IsJudged(double temperature, string? message) =>
        Method("Dino")
            .With("Dino", ("TeacherTemperatureWarmupEpochs", 2), ("WarmupTeacherTemperature", temperature))
            .ShouldReport(message);

    [Fact]
    public void WarmupTemperature_WithoutAWarmup_IsUnused() =>
        Method("Dino")
            .With("Dino", ("WarmupTeacherTemperature", 0.03))
            .ShouldReportAt("CDSL0008", "ClothesDino#0.WarmupTeacherTemperature");

    /// <summary>What counts is the loss's temperature, not the paper's.</summary>
    [Theory]
    [InlineData(0.5, null)]
    [InlineData(0.3, "Set TeacherTemperature = 0.12.")]
    public void TeacherTemperature_BesideAnotherStudents_IsJudgedByThat(double student, string? end)
    {
        var raw = Method("Dino")
            .With(
                "Dino",
                ("TeacherTemperature", 0.3),
                ("Loss", Class("ClothesLoss", Word("DinoLoss", ("Temperature", student))))
            );

        if (end is null)
        {
            raw.ShouldReport(null);
        }
        else
        {
            Findings.Messages(raw).Should().ContainSingle().Which.Should().StartWith("CDSL2058").And.EndWith(end);
        }
    }

    /// <summary>Of a custom loss nobody knows whether it has a temperature.</summary>
    [Fact]
    public void TeacherTemperature_BesideACustomLoss_IsTaken() =>
        Method("Dino").With("Dino", ("TeacherTemperature", 0.3), ("Loss", CustomLoss(2))).ShouldReport(null);

    [Theory]
    [InlineData(1, "Set FrozenEpochs = 0.")]
    [InlineData(2, null)]
    public void FrozenEpochs_OfAllThereAre_AreReported(int epochs, string? end)
    {
        var raw = Method("Dino").With("Training", ("Epochs", epochs));

        if (end is null)
        {
            raw.ShouldReport(null);
        }
        else
        {
            Findings.Messages(raw).Should().ContainSingle().Which.Should().StartWith("CDSL2057").And.EndWith(end);
        }
    }

    [Fact]
    public void Loss_OfAnotherMethod_IsReported() =>
        Method("Dino")
            .With("Dino", ("Loss", Loss()))
            .ShouldReport(
                "CDSL2030 DINO needs a loss of scores and the teacher's distributions, but 'ClothesLoss' is [NtXentLoss]. Name a class with [DinoLoss]."
            );

    [Fact]
    public void Experiment_OfTheMethod_HasATeacherWithPrototypes()
    {
        var model = Resolve.Experiment(
            Method("Dino")
                .With(
                    "Dino",
                    ("Prototypes", 128),
                    ("TeacherTemperature", 0.07),
                    ("TeacherTemperatureWarmupEpochs", 3),
                    ("FrozenEpochs", 2)
                )
        )!;
        var facts = new ExperimentFacts(model);

        model.ViewCount.Should().Be(2);
        model.NegativesPerAnchor.Should().Be(0);
        model.Momentum.Should().Be(new MomentumModel(0.996, 1, MomentumSchedule.Cosine, TargetStart.Copy));
        model.Method.Similarities(model).Should().Be((256L, 128L));
        model
            .Method.Networks(model)
            .Should()
            .Equal(new NetworkFacts("prototypes", "128 directions", "[N, 128]", 128 * 64) { IsFollowed = true });
        facts.FollowingParameters.Should().Be(facts.Parameters, "all that is trained is followed");
        model
            .Method.Describe(model, count => Text.Of(count))
            .Should()
            .Equal(
                ("Targets", "the teacher's distributions over 128 prototypes, which stay for 2 epochs"),
                ("Teacher", "temperature 0.04 to 0.07 over 3 epochs, center of momentum 0.9")
            );
    }
}
