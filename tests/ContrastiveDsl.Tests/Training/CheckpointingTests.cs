using ContrastiveDsl.Data;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Training;

/// <summary>When a run saves, what it holds up, and what it does when the disk refuses: 4 epochs of 6 steps.</summary>
public sealed class CheckpointingTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ImageSet images = TinyExperiment.Images(52);
    private readonly RecordingProgress progress = new();

    public void Dispose()
    {
        Checkpoint.Watch.Value = null;
        images.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void CheckpointSteps_Four_SavesEveryFourStepsAndEachEpoch()
    {
        Train(Settings() with { CheckpointSteps = 4, KeepCheckpoints = 0 }, (run, _) => run.WaitForCheckpoint());

        // Four after the latest one, whatever saved that.
        Saved().Should().Equal(4, 6, 10, 12, 16, 18, 22, 24);
    }

    [Theory]
    [InlineData(1e-9, 24)]
    [InlineData(0, 4)]
    [InlineData(1000, 4)]
    public void CheckpointMinutes_SavesOnceTheyAreOver(double minutes, int expected)
    {
        Train(Settings() with { CheckpointMinutes = minutes, KeepCheckpoints = 0 }, (run, _) =>
            run.WaitForCheckpoint()
        );

        Saved().Should().HaveCount(expected);
    }

    [Fact]
    public void RequestCheckpoint_FromAnotherThread_SavesAfterTheStepAndGoesOn()
    {
        Train(Settings() with { KeepCheckpoints = 0 }, (run, step) =>
        {
            run.WaitForCheckpoint();
            if (step == 8)
            {
                Task.Run(run.RequestCheckpoint).Wait();
            }
        });

        Saved().Should().Equal(6, 9, 12, 18, 24);
    }

    [Fact]
    public void SaveCheckpoint_WhileItIsWritten_TrainingGoesOnAndTheCheckpointIsOfItsStep()
    {
        using var mayWrite = new ManualResetEventSlim();
        var atStep = new Dictionary<long, byte[]>();
        var due = new List<long>();
        Checkpoint.Watch.Value = done =>
        {
            if (done == "begun")
            {
                mayWrite.Wait();
            }
        };
        using var run = TrainingRun.Start("Tiny", Settings() with { CheckpointSteps = 2, Epochs = 1 }, progress);
        TinyExperiment? experiment = null;
        experiment = new TinyExperiment(run.Settings)
        {
            BeforeStep = step =>
            {
                atStep[step] = Weights(experiment!);
                if (run.CheckpointDue)
                {
                    due.Add(step);
                }

                if (step == 5)
                {
                    progress.Checkpoints.Should().BeEmpty("the one of step 2 is still being written");
                    // Below the run, for the writer may not have come to its own folder yet.
                    Directory.GetDirectories(folder["run"], "step-*", SearchOption.AllDirectories).Should().BeEmpty();
                    mayWrite.Set();
                }
            },
        };
        using (experiment)
        {
            try
            {
                experiment.Train(images, run);
            }
            finally
            {
                // Or what fails above would wait for a writer that waits for this.
                mayWrite.Set();
            }
        }

        due.Should().BeEmpty("one snapshot is in flight at most");
        Saved().Should().Equal(2, 6);
        using var saved = Checkpoint.Open(folder["run/checkpoints/step-00000002"]);
        Weights(saved).Should().Equal(atStep[2]).And.NotEqual(atStep[5]);
    }

    [Fact]
    public void Train_DiskRefusesForAWhile_SaysSoOnceGoesOnAndSavesAgain()
    {
        var before = Array.Empty<string?>();
        var refusals = 0;
        Train(Settings() with { CheckpointSteps = 1 }, (run, step) =>
        {
            run.WaitForCheckpoint();
            Checkpoint.Watch.Value = null;
            if (step == 10)
            {
                before = Names();
            }

            if (step is > 9 and < 15)
            {
                Checkpoint.Watch.Value = done =>
                {
                    if (done == "written")
                    {
                        refusals++;
                        throw new IOException("No space left on device");
                    }
                };
            }

            if (step == 15)
            {
                Names().Should().Contain(before, "what was there stays");
            }
        });

        refusals.Should().BeGreaterThan(1);
        progress
            .Warnings.Should()
            .ContainSingle()
            .Which.Should()
            .MatchRegex(
                @"^The checkpoint of step 11 cannot be saved: No space left on device\. The latest checkpoint is '.*step-00000010'\. Training goes on, and tries again when the next one is due\.$"
            );
        Saved().Should().EndWith([24]);
        using var whole = Checkpoint.Open(folder["run/checkpoints/step-00000024"]);
        StepsInTheMetrics().Should().Equal(Enumerable.Range(1, 24).Select(step => (long)step));
    }

    [Fact]
    public void Train_DiskRefusesTheEndOfTheRun_IsAnErrorAndTheOneBeforeSurvives()
    {
        var train = () => Train(Settings(), (_, step) =>
            {
                if (step >= 18)
                {
                    Checkpoint.Watch.Value = done => throw new IOException("No space left on device");
                }
            });

        train
            .Should()
            .Throw<IOException>()
            .WithMessage(
                "The checkpoint of step 24 cannot be saved: No space left on device. The latest checkpoint is '*step-00000018'. Set that right, then go on from there."
            );
        Names().Should().Contain("step-00000018").And.NotContain("step-00000024");
    }

    [Fact]
    public void Stop_DiskRefuses_IsAnError()
    {
        var train = () => Train(Settings(), (run, step) =>
            {
                if (step == 2)
                {
                    Checkpoint.Watch.Value = done => throw new IOException("No space left on device");
                    run.RequestStop();
                }
            });

        train
            .Should()
            .Throw<IOException>()
            .WithMessage("The checkpoint of step 3 cannot be saved: *There is no checkpoint yet.*");
    }

    [Fact]
    public void Train_BestCannotBeNamed_SaysSoAndTheCheckpointsAreSaved()
    {
        Train(Settings(), (run, step) =>
        {
            run.WaitForCheckpoint();
            if (step == 18)
            {
                // A folder of that name refuses to be written, to whoever it may be.
                File.Delete(folder["run/checkpoints/best.json"]);
                Directory.CreateDirectory(folder["run/checkpoints/best.json"]);
            }
        });

        progress
            .Warnings.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("The checkpoint of step 24 is saved, but best.json cannot be written");
        Saved().Should().Equal(6, 12, 18, 24);
    }

    [Theory]
    [InlineData(4, new long[] { 5 }, 0)]
    [InlineData(5, new long[] { 6 }, 1)]
    [InlineData(23, new long[] { 6, 12, 18, 24 }, 4)]
    public void Stop_AfterAStep_CompletesAnEpochWhoseStepsAreDone(int at, long[] saved, int epoch)
    {
        Train(Settings() with { KeepCheckpoints = 0 }, (run, step) =>
        {
            if (step == at)
            {
                run.RequestStop();
            }
        });

        // A checkpoint of its last step would stand in the way of the epoch's own, which knows its loss and scores.
        Saved().Should().Equal(saved);
        progress.Epochs.Should().HaveCount(epoch);
    }

    [Fact]
    public void Train_MetricsCannotBeWrittenForAWhile_LosesNoLine()
    {
        var metrics = folder["run/metrics.jsonl"];
        Train(Settings() with { CheckpointSteps = 1 }, (run, step) =>
        {
            run.WaitForCheckpoint();
            if (step == 7)
            {
                // A folder of that name refuses to be written, to whoever it may be.
                File.Move(metrics, metrics + ".aside");
                Directory.CreateDirectory(metrics);
            }

            if (step == 10)
            {
                Directory.Delete(metrics);
                File.Move(metrics + ".aside", metrics);
            }
        });

        progress.Warnings.Should().ContainSingle().Which.Should().Contain("metrics.jsonl");
        StepsInTheMetrics().Should().Equal(Enumerable.Range(1, 24).Select(step => (long)step));
    }

    [Fact]
    public void Train_UnforeseenFailureOfTheWriter_ComesOut()
    {
        var train = () =>
            Train(Settings(), (_, _) =>
                Checkpoint.Watch.Value = done => throw new InvalidOperationException("no such thing")
            );

        train.Should().Throw<InvalidOperationException>().WithMessage("no such thing");
    }

    [Fact]
    public void Best_LowestMeanLoss_StaysBesidesTheLatest()
    {
        Train(Settings() with { KeepCheckpoints = 1 }, growing: true);

        var losses = progress.Epochs.Select(epoch => epoch.Loss).ToArray();
        var best = progress.Epochs[Array.IndexOf(losses, losses.Min())].Step;
        best.Should().BeLessThan(24, "the test must tell the two apart");
        Checkpoint.Best(folder["run"]).Should().Be(folder[$"run/checkpoints/step-{best:D8}"]);
        Names().Should().BeEquivalentTo($"step-{best:D8}", "step-00000024", "best.json");
    }

    [Fact]
    public void Best_ByScore_IsSavedAtItsStepAndSurvivesAResume()
    {
        TrainingRun? running = null;
        progress.OnStep = step =>
        {
            running!.RateCheckpoint("knn", step.Position.Step == 8 ? 0.9 : 0.5);
            if (step.Position.Step == 20)
            {
                running.RequestStop();
            }
        };
        Train(Settings() with { KeepCheckpoints = 1 }, (run, _) => running = run);
        var best = folder["run/checkpoints/step-00000008"];
        Checkpoint.Best(folder["run"]).Should().Be(best);

        using var again = TrainingRun.Resume(folder["run"], progress);
        using var resumed = new TinyExperiment(again.Settings);
        again.Restore(resumed);
        running = again;
        resumed.Train(images, again);

        again.Step.Should().Be(24);
        Names().Should().BeEquivalentTo("step-00000008", "step-00000024", "best.json");
        Checkpoint.Best(folder["run"]).Should().Be(best);
        File.ReadAllText(folder["run/checkpoints/best.json"]).Should().Contain("\"knn\"").And.Contain("0.9");
    }

    [Theory]
    [InlineData(1, "loss", 0.5, 2, "loss", 0.4, 2)]
    [InlineData(1, "loss", 0.5, 2, "loss", 0.5, 1)]
    [InlineData(1, "knn", 0.5, 2, "knn", 0.6, 2)]
    [InlineData(1, "knn", 0.5, 2, "knn", 0.4, 1)]
    [InlineData(1, "loss", 0.1, 2, "knn", 0.4, 2)]
    [InlineData(1, "knn", 0.4, 2, "loss", 0.1, 1)]
    public void Better_OfTwo(
        long first,
        string by,
        double value,
        long second,
        string by2,
        double value2,
        long expected
    ) =>
        BestCheckpoint
            .Better(new BestCheckpoint(first, by, value), new BestCheckpoint(second, by2, value2))!
            .Step.Should()
            .Be(expected);

    [Fact]
    public void Resume_CheckpointOfAnotherRun_IsRefused()
    {
        Train(Settings());
        Directory.Move(folder["run"], folder["other"]);
        Train(Settings());
        Directory.Delete(folder["run/checkpoints"], recursive: true);
        Directory.Move(folder["other/checkpoints"], folder["run/checkpoints"]);

        ((Action)Resume).Should().Throw<StateException>().WithMessage("*is of another run than settings.json there*");
    }

    [Fact]
    public void Resume_MetricsThatAreGone_BeginAnewAndItIsSaid()
    {
        Train(Settings(), (run, step) =>
        {
            if (step == 8)
            {
                run.RequestStop();
            }
        });
        File.Delete(folder["run/metrics.jsonl"]);

        Resume();

        progress.Warnings.Should().ContainSingle().Which.Should().Contain("metrics.jsonl' is gone");
        StepsInTheMetrics().Should().Equal(Enumerable.Range(10, 15).Select(step => (long)step));
        Resume();
    }

    [Fact]
    public void FirstBad_ValuesOfEveryType_AreFoundAtEveryPlace()
    {
        foreach (
            var dtype in new[]
            {
                torch.ScalarType.Float16,
                torch.ScalarType.BFloat16,
                torch.ScalarType.Float32,
                torch.ScalarType.Float64,
            }
        )
        {
            for (var place = 0; place < 37; place++)
            {
                using var scope = torch.NewDisposeScope();
                var values = torch.linspace(-3, 3, 37).to(dtype);
                var tensors = new Dictionary<string, torch.Tensor> { ["a"] = torch.arange(4), ["b"] = values };
                FiniteCheck.FirstBad(tensors).Should().BeNull();
                values[place] = place % 2 == 0 ? double.NaN : double.NegativeInfinity;
                FiniteCheck.FirstBad(tensors).Should().Be("b", "{0} at {1}", dtype, place);
            }
        }
    }

    private RunSettings Settings() =>
        new()
        {
            Epochs = 4,
            BatchSize = 8,
            Seed = 1,
            Output = folder["run"],
        };

    /// <param name="settings">The settings.</param>
    /// <param name="beforeStep">Called with the number of steps completed, before each.</param>
    /// <param name="growing">Whether the weights grow after every step from the second epoch on.</param>
    private void Train(RunSettings settings, Action<TrainingRun, long>? beforeStep = null, bool growing = false)
    {
        using var run = TrainingRun.Start("Tiny", settings, progress);
        TinyExperiment? experiment = null;
        experiment = new TinyExperiment(run.Settings)
        {
            BeforeStep = step => beforeStep?.Invoke(run, step),
            AfterUpdate = step =>
            {
                if (growing && step >= 6)
                {
                    using var noGrad = torch.no_grad();
                    experiment!.Flats[0].mul_(1.5);
                }
            },
        };
        using (experiment)
        {
            experiment.Train(images, run);
        }
    }

    private void Resume()
    {
        using var run = TrainingRun.Resume(folder["run"], progress);
        using var experiment = new TinyExperiment(run.Settings);
        run.Restore(experiment);
        experiment.Train(images, run);
    }

    private IEnumerable<long> Saved() =>
        progress.Checkpoints.Select(path => long.Parse(Path.GetFileName(path).AsSpan("step-".Length)));

    private string?[] Names() =>
        [.. Directory.GetFileSystemEntries(folder["run/checkpoints"]).Select(Path.GetFileName)];

    private IEnumerable<long> StepsInTheMetrics() =>
        MetricsLog
            .Read(folder["run"])
            .Where(line => !line.TryGetProperty("epoch", out _))
            .Select(line => line.GetProperty("step").GetInt64());

    private static byte[] Weights(TinyExperiment experiment)
    {
        using var scope = torch.NewDisposeScope();
        return [.. experiment.Network.state_dict()["fc.weight"].detach().clone().contiguous().bytes];
    }

    private static byte[] Weights(StateReader saved)
    {
        using var weights = saved.Tensor("encoder.fc.weight");
        return [.. weights.bytes];
    }
}
