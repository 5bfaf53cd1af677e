using System.Globalization;
using System.Text.Json;
using ContrastiveDsl.Data;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Training;

[Collection(GlobalTorchState.Name)]
public sealed class TrainingRunTests : IDisposable
{
    private const int Images = 52;
    private readonly TempFolder folder = new();
    private readonly ImageSet images = TinyExperiment.Images(Images);

    public void Dispose()
    {
        images.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Train_WholeRun_LeavesSettingsMetricsAndCheckpoints()
    {
        Complete("run", Settings("run"));

        Directory
            .GetFileSystemEntries(folder["run"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("settings.json", "metrics.jsonl", "checkpoints");
        Directory
            .GetDirectories(folder["run/checkpoints"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("step-00000012", "step-00000018", "step-00000024");
        var settings = JsonDocument.Parse(File.ReadAllText(folder["run/settings.json"])).RootElement;
        settings.GetProperty("experiment").GetString().Should().Be("Tiny");
        settings.GetProperty("settings").GetProperty("batch_size").GetInt32().Should().Be(8);
    }

    [Fact]
    public void Train_WholeRun_WritesOneLinePerStepAndOnePerEpoch()
    {
        var progress = new RecordingProgress();
        Complete("run", Settings("run"), progress);

        var lines = Lines("run");
        var steps = lines.Where(line => !line.TryGetProperty("epoch", out _)).ToArray();
        var epochs = lines.Where(line => line.TryGetProperty("epoch", out _)).ToArray();
        steps
            .Select(line => line.GetProperty("step").GetInt64())
            .Should()
            .Equal(Enumerable.Range(1, 24).Select(step => (long)step));
        steps
            .Select(line => (double)line.GetProperty("loss").GetSingle())
            .Should()
            .Equal(progress.Steps.Select(step => step.Loss));
        epochs.Select(line => line.GetProperty("epoch").GetInt32()).Should().Equal(1, 2, 3, 4);
        epochs.Select(line => line.GetProperty("step").GetInt64()).Should().Equal(6, 12, 18, 24);
        epochs[1]
            .GetProperty("loss")
            .GetDouble()
            .Should()
            .BeApproximately(progress.Steps.Skip(6).Take(6).Average(step => step.Loss), 1e-9);
        epochs[1].GetProperty("images_per_second").GetDouble().Should().BeGreaterThan(0);
        epochs[1]
            .GetProperty("learning_rate")
            .GetDouble()
            .Should()
            .Be(steps[11].GetProperty("learning_rate").GetDouble());
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    public void Resume_StoppedRun_ReachesTheSameBitsAsOneThatWentThrough(int stopAfter)
    {
        var whole = Complete("whole", Settings("whole"));
        StopAfter(stopAfter, "part");

        var resumed = Resume("part");

        resumed.Should().Equal(whole);
        StepLines("part").Should().Equal(StepLines("whole"));
        EpochLosses("part").Should().HaveCount(4).And.Equal(EpochLosses("whole"));
    }

    [Fact]
    public void Resume_RunThatWasKilled_GoesOnFromTheLastEpochWithTheSameBits()
    {
        var whole = Complete("whole", Settings("whole"));
        KillBefore(step: 15, "part");
        // What a crash may leave: an unfinished checkpoint, a line of a later step and half a line.
        Directory.CreateDirectory(folder["part/checkpoints/.unfinished-step-00000015"]);
        File.AppendAllText(
            folder["part/metrics.jsonl"],
            "{\"step\":13,\"loss\":1,\"learning_rate\":1}\n{\"step\":14,\"lo"
        );

        var resumed = Resume("part");

        resumed.Should().Equal(whole);
        StepLines("part").Should().Equal(StepLines("whole"));
        EpochLosses("part").Should().HaveCount(4).And.Equal(EpochLosses("whole"));
    }

    [Fact]
    public void Train_OtherSeed_ReachesOtherBits()
    {
        var whole = Complete("whole", Settings("whole"));

        Complete("other", Settings("other") with { Seed = 2 }).Should().NotEqual(whole);
    }

    [Fact]
    public void Resume_KilledBeforeTheFirstCheckpoint_StartsFromTheBeginning()
    {
        var whole = Complete("whole", Settings("whole"));
        KillBefore(step: 3, "part");

        Resume("part").Should().Equal(whole);
    }

    [Fact]
    public void Resume_FinishedRun_TakesNoStep()
    {
        var whole = Complete("run", Settings("run"));
        var progress = new RecordingProgress();

        Resume("run", progress).Should().Equal(whole);

        progress.Steps.Should().BeEmpty();
        progress.Starts.Should().ContainSingle().Which.Position.Should().Be(new RunPosition(4, 0, 24));
    }

    [Fact]
    public void Resume_MovedFolder_GoesOnWhereItIs()
    {
        StopAfter(7, "before");
        Directory.Move(folder["before"], folder["after"]);

        Resume("after");

        Directory.Exists(folder["after/checkpoints/step-00000024"]).Should().BeTrue();
        Directory.Exists(folder["before"]).Should().BeFalse();
    }

    [Fact]
    public void Resume_OtherNumberOfImages_IsRefused()
    {
        StopAfter(7, "part");
        using var run = TrainingRun.Resume(folder["part"]);
        using var experiment = new TinyExperiment(run.Settings);
        run.Restore(experiment);
        using var fewer = images.Take(40);

        ((Action)(() => experiment.Train(fewer, run)))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*6 steps per epoch*5*");
    }

    [Theory]
    [InlineData(
        1,
        "*step-00000018*The checkpoint before it, '*step-00000012', is whole: delete '*step-00000018' to go on from there."
    )]
    [InlineData(2, "*step-00000018*The checkpoint before it, '*step-00000006', is whole*")]
    [InlineData(3, "*step-00000018*There is no whole checkpoint before it.")]
    public void Resume_LatestCheckpointsDamaged_NamesTheWholeOneBefore(int damaged, string expected)
    {
        Complete("run", Settings("run") with { Epochs = 3 });
        foreach (var checkpoint in Checkpoint.List(folder["run"]).TakeLast(damaged))
        {
            File.WriteAllText(Path.Combine(checkpoint, Checkpoint.ModelFile), "half");
        }

        ((Action)(() => Resume("run"))).Should().Throw<StateException>().WithMessage(expected);
    }

    [Fact]
    public void Resume_NoRun_SaysWhatWasLookedFor()
    {
        ((Action)(() => TrainingRun.Resume(folder.Path)))
            .Should()
            .Throw<FileNotFoundException>()
            .WithMessage("*settings.json*");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"version":2,"experiment":"Tiny","settings":{"epochs":1}}""")]
    [InlineData("{\n  \"version\": 2,\n  \"experiment\": \"Tiny\",\n  \"unknown\": 2\n}", true)]
    [InlineData("{\n  \"version\": 9,\n  \"experiment\": \"Tiny\"\n}", true)]
    public void Resume_DamagedSettings_NamesTheFile(string content, bool isSealed = false)
    {
        File.WriteAllText(folder["settings.json"], isSealed ? SealedText.Seal(content) : content);

        ((Action)(() => TrainingRun.Resume(folder.Path)))
            .Should()
            .Throw<StateException>()
            .WithMessage("*settings.json*");
    }

    [Fact]
    public void Start_FolderThatIsNotEmpty_IsRefused()
    {
        File.WriteAllText(folder["thesis.tex"], "");

        ((Action)(() => TrainingRun.Start("Tiny", Settings(""))))
            .Should()
            .Throw<IOException>()
            .WithMessage("*not empty*");
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Start_EmptyFolder_IsUsed()
    {
        Directory.CreateDirectory(folder["empty"]);

        using var run = TrainingRun.Start("Tiny", Settings("empty"));

        File.Exists(folder["empty/settings.json"]).Should().BeTrue();
    }

    [Fact]
    public void Start_SettingsOutOfRange_AreRefusedBeforeAFolderIsMade()
    {
        ((Action)(() => TrainingRun.Start("Tiny", Settings("bad") with { Epochs = 0 })))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*Epochs is 0*at least 1*");
        Directory.Exists(folder["bad"]).Should().BeFalse();
    }

    [Fact]
    public void Train_NoOutput_LeavesNothingBehind()
    {
        var progress = new RecordingProgress();
        var bits = Complete("none", Settings("none") with { Output = null }, progress);

        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
        progress.Epochs.Should().HaveCount(4);
        progress.Checkpoints.Should().BeEmpty();
        bits.Should().Equal(Complete("run", Settings("run")));
    }

    [Fact]
    public void Train_LossThatIsNoNumber_StopsWithStepAndRateAndKeepsTheLastGoodCheckpoint()
    {
        using var run = TrainingRun.Start("Tiny", Settings("run"));
        TinyExperiment? experiment = null;
        experiment = new TinyExperiment(run.Settings)
        {
            BeforeStep = step =>
            {
                if (step == 8)
                {
                    using var noGrad = torch.no_grad();
                    experiment!.Flats[0].fill_(double.NaN);
                }
            },
        };
        using (experiment)
        {
            var train = () => experiment.Train(images, run);

            train
                .Should()
                .Throw<TrainingDivergedException>()
                .WithMessage("*step 9 is NaN*learning rate*step-00000006*");
        }

        Directory.GetDirectories(folder["run/checkpoints"]).Should().ContainSingle();
        Lines("run")
            .Single(line => line.GetProperty("step").GetInt64() == 9)
            .GetProperty("loss")
            .ValueKind.Should()
            .Be(JsonValueKind.Null);
    }

    [Fact]
    public void Train_CommaCulture_WritesPoints()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Complete("run", Settings("run"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Lines("run")
            .Should()
            .HaveCount(28)
            .And.OnlyContain(line => line.GetProperty("loss").ValueKind == JsonValueKind.Number);
        Resume("run").Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void SaveCheckpoint_WeightsNotFiniteAfterFiniteLosses_NamesTheKeyAndSavesNothing(double bad)
    {
        using var run = TrainingRun.Start("Tiny", Settings("run"));
        TinyExperiment? experiment = null;
        experiment = new TinyExperiment(run.Settings)
        {
            AfterUpdate = step =>
            {
                if (step == 11)
                {
                    using var noGrad = torch.no_grad();
                    using var last = experiment!.Network.state_dict()["fc.weight"].narrow(0, 4, 1);
                    last.fill_(bad);
                }
            },
        };
        using (experiment)
        {
            var train = () => experiment.Train(images, run);

            train
                .Should()
                .Throw<TrainingDivergedException>()
                .WithMessage("*step 12 'encoder.fc.weight'*learning rate*step-00000006*");
        }

        Directory
            .GetFileSystemEntries(folder["run/checkpoints"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("step-00000006", "best.json");
    }

    [Fact]
    public void Train_MoreImagesThanTheLimit_IsRefusedBeforeTheFirstStep()
    {
        using var run = TrainingRun.Start("Tiny", Settings("run") with { Limit = 40 });
        using var experiment = new TinyExperiment(run.Settings);

        ((Action)(() => experiment.Train(images, run)))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*limited to 40 images, 5 steps of 8*6 steps*images.Take(40)*");
        run.Step.Should().Be(0);
    }

    [Fact]
    public void Train_AsManyImagesAsTheLimit_Trains()
    {
        using var run = TrainingRun.Start("Tiny", Settings("run") with { Limit = 40 });
        using var experiment = new TinyExperiment(run.Settings);
        using var first = images.Take(40);

        experiment.Train(first, run);

        run.Step.Should().Be(20);
    }

    [Fact]
    public void KeepCheckpoints_Zero_KeepsAll()
    {
        Complete("run", Settings("run") with { KeepCheckpoints = 0 });

        Directory.GetDirectories(folder["run/checkpoints"]).Should().HaveCount(4);
    }

    [Fact]
    public void Train_WithAScorer_NotesItsScoresAndKeepsTheCheckpointOfTheBest()
    {
        double[] accuracies = [0.5, 0.9, 0.7, 0.6];
        var settings = Settings("run") with { KeepCheckpoints = 1 };
        using (var run = TrainingRun.Start("Tiny", settings))
        {
            using var experiment = new TinyExperiment(settings);
            run.Scorer = new Scorer(epoch =>
                epoch.Epoch == 3
                    ? []
                    :
                    [
                        new EpochScore("knn", accuracies[epoch.Epoch - 1], "how", 0.25),
                        new EpochScore("linear", 1, "how", 0.5),
                    ]
            );
            experiment.Train(images, run);
        }

        var lines = Lines("run").Where(line => line.TryGetProperty("evaluation", out _)).ToArray();
        lines
            .Select(line =>
                (line.GetProperty("epoch").GetInt32(), line.GetProperty("step").GetInt64(), Text(line, "evaluation"))
            )
            .Should()
            .Equal(
                (1, 6, "knn"),
                (1, 6, "linear"),
                (2, 12, "knn"),
                (2, 12, "linear"),
                (4, 24, "knn"),
                (4, 24, "linear")
            );
        lines[2].GetProperty("accuracy").GetDouble().Should().Be(0.9);
        lines
            .Should()
            .AllSatisfy(line => (Text(line, "split"), Text(line, "protocol")).Should().Be(("validation", "how")));
        MetricsLog.Times(folder["run"]).Scored.Should().Equal(0.75, 0.75, 0.75);
        BestCheckpoint.Read(folder["run"]).Should().Be(new BestCheckpoint(12, "knn", 0.9));
        Directory
            .GetDirectories(folder["run/checkpoints"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("step-00000012", "step-00000024");
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private sealed class Scorer(Func<EpochReport, IReadOnlyList<EpochScore>> score) : IEpochScorer
    {
        public IReadOnlyList<EpochScore> Score(EpochReport epoch) => score(epoch);
    }

    private RunSettings Settings(string name) =>
        new()
        {
            Epochs = 4,
            BatchSize = 8,
            Seed = 1,
            Output = folder[name],
        };

    private byte[] Complete(string name, RunSettings settings, ITrainingProgress? progress = null)
    {
        _ = name;
        using var run = TrainingRun.Start("Tiny", settings, progress);
        using var experiment = new TinyExperiment(run.Settings);
        experiment.Train(images, run);
        return Bits(experiment);
    }

    private void StopAfter(int steps, string name)
    {
        using var run = TrainingRun.Start("Tiny", Settings(name));
        using var experiment = new TinyExperiment(run.Settings)
        {
            BeforeStep = step =>
            {
                if (step == steps - 1)
                {
                    run.RequestStop();
                }
            },
        };
        experiment.Train(images, run);
        run.Step.Should().Be(steps);
        Directory.Exists(folder[$"{name}/checkpoints/step-{steps:D8}"]).Should().BeTrue();
    }

    private void KillBefore(int step, string name)
    {
        using var run = TrainingRun.Start("Tiny", Settings(name));
        using var experiment = new TinyExperiment(run.Settings) { BeforeStep = current => Kill(current == step) };

        ((Action)(() => experiment.Train(images, run))).Should().Throw<OperationCanceledException>();
    }

    private static void Kill(bool now)
    {
        if (now)
        {
            throw new OperationCanceledException();
        }
    }

    private byte[] Resume(string name, ITrainingProgress? progress = null)
    {
        // Whatever the generator was left at, the checkpoint's state replaces it.
        torch.manual_seed(999);
        using var run = TrainingRun.Resume(folder[name], progress);
        using var experiment = new TinyExperiment(run.Settings);
        run.Restore(experiment);
        experiment.Train(images, run);
        return Bits(experiment);
    }

    private static byte[] Bits(TinyExperiment experiment)
    {
        using var scope = torch.NewDisposeScope();
        return
        [
            .. experiment
                .Network.state_dict()
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SelectMany(pair => pair.Value.detach().contiguous().bytes.ToArray()),
        ];
    }

    private JsonElement[] Lines(string name) =>
        [.. File.ReadLines(folder[$"{name}/metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];

    private double[] EpochLosses(string name) =>
        [
            .. Lines(name)
                .Where(line => line.TryGetProperty("epoch", out _))
                .Select(line => line.GetProperty("loss").GetDouble()),
        ];

    private string[] StepLines(string name) =>
        [.. File.ReadLines(folder[$"{name}/metrics.jsonl"]).Where(line => !line.Contains("epoch"))];
}
