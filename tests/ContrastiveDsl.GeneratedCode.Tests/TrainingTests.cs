using ContrastiveDsl.Language;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

public sealed class TrainingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-").FullName;

    public static TheoryData<string> Names => [nameof(WithAdam), nameof(WithAdamW), nameof(WithSgd), nameof(WithLars)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Experiments_OfTheProject_AreListedByName()
    {
        Experiments
            .All.Select(definition => definition.Model.Type.Name)
            .Should()
            .Equal(
                Names
                    .Concat([nameof(OwnSimClr), nameof(FaultySimClr), nameof(FaultyEndToEnd), nameof(FaultyPirl)])
                    .Order(StringComparer.Ordinal)
            );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_InADefinition_SatisfiesTheRulesAndTellsTheSizes(string name)
    {
        var definition = Find(name);

        ExperimentAnalysis
            .CheckAll(definition.Model)
            .Where(finding => finding.Rule.Severity == Severity.Error)
            .Should()
            .BeEmpty();
        (definition.Defaults.Epochs, definition.Defaults.BatchSize, definition.Defaults.Seed)
            .Should()
            .Be(
                (definition.Model.Training.Epochs, definition.Model.Training.BatchSize, definition.Model.Training.Seed)
            );
        using var experiment = definition.Create(definition.Defaults);
        using var features = experiment.Embed(rand(2, 1, 8, 8));
        features.shape.Should().Equal(2, definition.Model.Encoder.Features);
        if (definition.Model.Encoder.ParameterCount > 0)
        {
            experiment
                .Network.parameters()
                .Sum(parameter => parameter.numel())
                .Should()
                .Be(definition.Model.Encoder.ParameterCount);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_OfEveryExperiment_LowersTheLoss(string name)
    {
        var definition = Find(name);
        using var images = Stripes.Create(256);
        var settings = definition.Defaults with { Output = Output("run"), Epochs = 4 };
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(name, settings);

        experiment.Train(images, run);

        run.Epoch.Should().Be(4);
        var losses = EpochLosses(settings.Output!);
        losses.Should().HaveCount(4).And.OnlyContain(loss => double.IsFinite(loss));
        losses[^1].Should().BeLessThan(losses[0]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Training_StoppedAndResumed_EndsInTheSameBits(int stopAfter)
    {
        var definition = Find(nameof(WithAdam));
        using var images = Stripes.Create(256);
        var whole = definition.Defaults with { Output = Output("whole"), Epochs = 2 };
        var broken = definition.Defaults with { Output = Output("broken"), Epochs = 2 };

        Train(definition, TrainingRun.Start("X", whole), images);
        var stop = new StopAfter(stopAfter);
        Train(definition, stop.Run = TrainingRun.Start("X", broken, stop), images);
        Train(definition, TrainingRun.Resume(broken.Output!), images);

        File.ReadAllBytes(Model(broken.Output!)).Should().Equal(File.ReadAllBytes(Model(whole.Output!)));
        EpochLosses(broken.Output!).Should().Equal(EpochLosses(whole.Output!));
    }

    [Fact]
    public void Encoder_LoadedFromTheRunsFolder_EmbedsAsTheExperiment()
    {
        using var scope = NewDisposeScope();
        var definition = Find(nameof(WithAdam));
        using var images = Stripes.Create(64);
        var settings = definition.Defaults with { Output = Output("run"), Epochs = 1 };
        using var experiment = (WithAdam)definition.Create(settings);
        using var run = TrainingRun.Start("X", settings);
        experiment.Train(images, run);

        using var encoder = StripesEncoder.Load(settings.Output!);

        var some = images.Range(0, 8);
        encoder.call(StripesViews.Clean(some)).IsSameAs(experiment.Embed(some)).Should().BeTrue();
        experiment.Encoder.training.Should().BeTrue("evaluation leaves the networks as training had them");
    }

    [Fact]
    public void Experiment_FromTheSameSeed_StartsFromTheSameWeights()
    {
        using var first = (WithAdam)Find(nameof(WithAdam)).Create(WithAdam.Defaults);
        using var second = (WithAdam)Find(nameof(WithAdam)).Create(WithAdam.Defaults);
        using var other = (WithAdam)Find(nameof(WithAdam)).Create(WithAdam.Defaults with { Seed = 6 });

        Weight(first).IsSameAs(Weight(second)).Should().BeTrue();
        Weight(first).IsSameAs(Weight(other)).Should().BeFalse();
    }

    private static Tensor Weight(WithAdam experiment) => experiment.Encoder.get_parameter("conv1.weight")!;

    private static ExperimentDefinition Find(string name) =>
        Experiments.All.Single(definition => definition.Model.Type.Name == name);

    private static void Train(ExperimentDefinition definition, TrainingRun run, Data.ImageSet images)
    {
        using var owned = run;
        using var experiment = definition.Create(run.Settings);
        run.Restore(experiment);
        experiment.Train(images, run);
    }

    private static double[] EpochLosses(string output) =>
        [
            .. File.ReadLines(Path.Combine(output, "metrics.jsonl"))
                .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
                .Where(line => line.TryGetProperty("epoch", out _))
                .Select(line => line.GetProperty("loss").GetDouble()),
        ];

    private static string Model(string output) => Path.Combine(Checkpoint.Latest(output)!, Checkpoint.ModelFile);

    private string Output(string name) => Path.Combine(folder, name);
}
