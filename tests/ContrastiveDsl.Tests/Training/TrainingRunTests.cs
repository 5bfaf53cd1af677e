using System.Globalization;
using System.Text.Json;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Training;

/// <summary>Runs from their start to their end, and what they leave in their folder.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private readonly TinyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Train_WholeRun_LeavesSettingsMetricsAndCheckpoints()
    {
        runs.Complete(runs.Settings("run"));

        Directory
            .GetFileSystemEntries(runs.Folder["run"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("settings.json", "metrics.jsonl", "checkpoints");
        Directory
            .GetDirectories(runs.Folder["run/checkpoints"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("step-00000012", "step-00000018", "step-00000024");
        var settings = JsonDocument.Parse(File.ReadAllText(runs.Folder["run/settings.json"])).RootElement;
        settings.GetProperty("experiment").GetString().Should().Be("Tiny");
        settings.GetProperty("settings").GetProperty("batch_size").GetInt32().Should().Be(8);
    }

    [Fact]
    public void Train_WholeRun_WritesOneLinePerStepAndOnePerEpoch()
    {
        var progress = new RecordingProgress();
        runs.Complete(runs.Settings("run"), progress);

        var lines = runs.Lines("run");
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

    [Fact]
    public void Train_OtherSeed_ReachesOtherBits()
    {
        var whole = runs.Complete(runs.Settings("whole"));

        runs.Complete(runs.Settings("other") with { Seed = 2 }).Should().NotEqual(whole);
    }

    [Theory]
    [InlineData("cuda", 2, 4, "cuda:2")]
    [InlineData("cuda", 0, 1, "cuda")]
    [InlineData("cuda:1", 2, 4, "cuda:1")]
    [InlineData("cpu", 2, 4, "cpu")]
    public void DeviceOf_AProcess_IsItsOwnWhereNoneIsNamed(string device, int rank, int size, string expected) =>
        new RunSettings { Device = device }
            .DeviceOf(rank, size)
            .Should()
            .Be(expected);

    [Fact]
    public void Start_FolderThatIsNotEmpty_IsRefused()
    {
        File.WriteAllText(runs.Folder["thesis.tex"], "");

        ((Action)(() => TrainingRun.Start("Tiny", runs.Settings(""))))
            .Should()
            .Throw<IOException>()
            .WithMessage("*not empty*");
        Directory.GetFileSystemEntries(runs.Folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Start_EmptyFolder_IsUsed()
    {
        Directory.CreateDirectory(runs.Folder["empty"]);

        using var run = TrainingRun.Start("Tiny", runs.Settings("empty"));

        File.Exists(runs.Folder["empty/settings.json"]).Should().BeTrue();
    }

    [Fact]
    public void Start_SettingsOutOfRange_AreRefusedBeforeAFolderIsMade()
    {
        ((Action)(() => TrainingRun.Start("Tiny", runs.Settings("bad") with { Epochs = 0 })))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*Epochs is 0*at least 1*");
        Directory.Exists(runs.Folder["bad"]).Should().BeFalse();
    }

    [Fact]
    public void Train_NoOutput_LeavesNothingBehind()
    {
        var progress = new RecordingProgress();
        var bits = runs.Complete(runs.Settings("none") with { Output = null }, progress);

        Directory.GetFileSystemEntries(runs.Folder.Path).Should().BeEmpty();
        progress.Epochs.Should().HaveCount(4);
        progress.Checkpoints.Should().BeEmpty();
        bits.Should().Equal(runs.Complete(runs.Settings("run")));
    }

    [Fact]
    public void Train_LossThatIsNoNumber_StopsWithStepAndRateAndKeepsTheLastGoodCheckpoint()
    {
        using var run = TrainingRun.Start("Tiny", runs.Settings("run"));
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
            var train = () => experiment.Train(runs.Images, run);

            train
                .Should()
                .Throw<TrainingDivergedException>()
                .WithMessage("*step 9 is NaN*learning rate*step-00000006*");
        }

        Directory.GetDirectories(runs.Folder["run/checkpoints"]).Should().ContainSingle();
        runs.Lines("run")
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
            runs.Complete(runs.Settings("run"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        runs.Lines("run")
            .Should()
            .HaveCount(28)
            .And.OnlyContain(line => line.GetProperty("loss").ValueKind == JsonValueKind.Number);
        runs.Resume("run").Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void SaveCheckpoint_WeightsNotFiniteAfterFiniteLosses_NamesTheKeyAndSavesNothing(double bad)
    {
        using var run = TrainingRun.Start("Tiny", runs.Settings("run"));
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
            var train = () => experiment.Train(runs.Images, run);

            train
                .Should()
                .Throw<TrainingDivergedException>()
                .WithMessage("*step 12 'encoder.fc.weight'*learning rate*step-00000006*");
        }

        Directory
            .GetFileSystemEntries(runs.Folder["run/checkpoints"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("step-00000006", "best.json");
    }

    [Fact]
    public void Train_MoreImagesThanTheLimit_IsRefusedBeforeTheFirstStep()
    {
        using var run = TrainingRun.Start("Tiny", runs.Settings("run") with { Limit = 40 });
        using var experiment = new TinyExperiment(run.Settings);

        ((Action)(() => experiment.Train(runs.Images, run)))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*limited to 40 images, 5 steps of 8*6 steps*images.Take(40)*");
        run.Step.Should().Be(0);
    }

    [Fact]
    public void Train_AsManyImagesAsTheLimit_Trains()
    {
        using var run = TrainingRun.Start("Tiny", runs.Settings("run") with { Limit = 40 });
        using var experiment = new TinyExperiment(run.Settings);
        using var first = runs.Images.Take(40);

        experiment.Train(first, run);

        run.Step.Should().Be(20);
    }

    [Fact]
    public void KeepCheckpoints_Zero_KeepsAll()
    {
        runs.Complete(runs.Settings("run") with { KeepCheckpoints = 0 });

        Directory.GetDirectories(runs.Folder["run/checkpoints"]).Should().HaveCount(4);
    }

    [Fact]
    public void Train_WithAScorer_NotesItsScoresAndKeepsTheCheckpointOfTheBest()
    {
        double[] accuracies = [0.5, 0.9, 0.7, 0.6];
        var settings = runs.Settings("run") with { KeepCheckpoints = 1 };
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
            experiment.Train(runs.Images, run);
        }

        var lines = runs.Lines("run").Where(line => line.TryGetProperty("evaluation", out _)).ToArray();
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
        MetricsLog.Times(runs.Folder["run"]).Scored.Should().Equal(0.75, 0.75, 0.75);
        BestCheckpoint.Read(runs.Folder["run"]).Should().Be(new BestCheckpoint(12, "knn", 0.9));
        Directory
            .GetDirectories(runs.Folder["run/checkpoints"])
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("step-00000012", "step-00000024");
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private sealed class Scorer(Func<EpochReport, IReadOnlyList<EpochScore>> score) : IEpochScorer
    {
        public IReadOnlyList<EpochScore> Score(EpochReport epoch) => score(epoch);
    }
}
