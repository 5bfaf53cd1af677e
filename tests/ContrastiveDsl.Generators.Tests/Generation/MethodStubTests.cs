using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>
/// What is emitted of the methods where something is missing or wrong: the same surface, and no error but ours.
/// </summary>
public sealed class MethodStubTests
{
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
