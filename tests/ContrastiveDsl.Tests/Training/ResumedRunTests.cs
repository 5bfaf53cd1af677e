using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Tests.Training;

/// <summary>Runs that were stopped, killed or damaged, and go on, or say why they cannot.</summary>
public sealed class ResumedRunTests : IDisposable
{
    private readonly TinyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    public void Resume_StoppedRun_ReachesTheSameBitsAsOneThatWentThrough(int stopAfter)
    {
        var whole = runs.Complete(runs.Settings("whole"));
        runs.StopAfter(stopAfter, "part");

        var resumed = runs.Resume("part");

        resumed.Should().Equal(whole);
        runs.StepLines("part").Should().Equal(runs.StepLines("whole"));
        runs.EpochLosses("part").Should().HaveCount(4).And.Equal(runs.EpochLosses("whole"));
    }

    [Fact]
    public void Resume_RunThatWasKilled_GoesOnFromTheLastEpochWithTheSameBits()
    {
        var whole = runs.Complete(runs.Settings("whole"));
        runs.KillBefore(step: 15, "part");
        // What a crash may leave: an unfinished checkpoint, a line of a later step and half a line.
        Directory.CreateDirectory(runs.Folder["part/checkpoints/.unfinished-step-00000015"]);
        File.AppendAllText(
            runs.Folder["part/metrics.jsonl"],
            "{\"step\":13,\"loss\":1,\"learning_rate\":1}\n{\"step\":14,\"lo"
        );

        var resumed = runs.Resume("part");

        resumed.Should().Equal(whole);
        runs.StepLines("part").Should().Equal(runs.StepLines("whole"));
        runs.EpochLosses("part").Should().HaveCount(4).And.Equal(runs.EpochLosses("whole"));
    }

    [Fact]
    public void Resume_KilledBeforeTheFirstCheckpoint_StartsFromTheBeginning()
    {
        var whole = runs.Complete(runs.Settings("whole"));
        runs.KillBefore(step: 3, "part");
        var progress = new RecordingProgress();

        runs.Resume("part", progress).Should().Equal(whole);

        progress.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Resume_FinishedRun_TakesNoStep()
    {
        var whole = runs.Complete(runs.Settings("run"));
        var progress = new RecordingProgress();

        runs.Resume("run", progress).Should().Equal(whole);

        progress.Steps.Should().BeEmpty();
        progress.Starts.Should().ContainSingle().Which.Position.Should().Be(new RunPosition(4, 0, 24));
    }

    [Fact]
    public void Resume_MovedFolder_GoesOnWhereItIs()
    {
        runs.StopAfter(7, "before");
        Directory.Move(runs.Folder["before"], runs.Folder["after"]);

        runs.Resume("after");

        Directory.Exists(runs.Folder["after/checkpoints/step-00000024"]).Should().BeTrue();
        Directory.Exists(runs.Folder["before"]).Should().BeFalse();
    }

    [Fact]
    public void Resume_OtherNumberOfImages_IsRefused()
    {
        runs.StopAfter(7, "part");
        using var run = TrainingRun.Resume(runs.Folder["part"]);
        using var experiment = new TinyExperiment(run.Settings);
        run.Restore(experiment);
        using var fewer = runs.Images.Take(40);

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
        runs.Complete(runs.Settings("run") with { Epochs = 3 });
        foreach (var checkpoint in Checkpoint.List(runs.Folder["run"]).TakeLast(damaged))
        {
            File.WriteAllText(Path.Combine(checkpoint, Checkpoint.ModelFile), "half");
        }

        ((Action)(() => runs.Resume("run"))).Should().Throw<StateException>().WithMessage(expected);
    }

    [Theory]
    [InlineData(Checkpoint.ModelFile)]
    [InlineData(Checkpoint.StateFile)]
    public void Resume_LatestCheckpointLacksAFile_IsRefusedUntilItIsGone(string file)
    {
        var whole = runs.Complete(runs.Settings("run") with { Epochs = 3 });
        var latest = Checkpoint.Latest(runs.Folder["run"])!;
        File.Delete(Path.Combine(latest, file));
        var metrics = File.ReadAllText(runs.Folder["run/metrics.jsonl"]);

        ((Action)(() => runs.Resume("run")))
            .Should()
            .Throw<StateException>()
            .WithMessage($"Missing: '{Path.Combine(latest, file)}'.*delete '{latest}'*step-00000012', which is whole.");

        File.ReadAllText(runs.Folder["run/metrics.jsonl"]).Should().Be(metrics);
        Directory.Delete(latest, recursive: true);
        runs.Resume("run").Should().Equal(whole);
    }

    [Fact]
    public void Resume_CheckpointsGone_SaysThatItBeginsAnew()
    {
        var whole = runs.Complete(runs.Settings("run"));
        Directory.Delete(runs.Folder["run/checkpoints"], recursive: true);
        var progress = new RecordingProgress();

        runs.Resume("run", progress).Should().Equal(whole);

        progress
            .Warnings.Should()
            .Equal(
                $"'{runs.Folder["run"]}' has no checkpoint, though metrics.jsonl tells of 4 epochs: checkpoints were deleted, or could not be saved. The run begins anew, and that file with it."
            );
        progress.Steps.Should().HaveCount(24);
    }

    [Fact]
    public void Resume_NoRun_SaysWhatWasLookedFor()
    {
        ((Action)(() => TrainingRun.Resume(runs.Folder.Path)))
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
        File.WriteAllText(runs.Folder["settings.json"], isSealed ? SealedText.Seal(content) : content);

        ((Action)(() => TrainingRun.Resume(runs.Folder.Path)))
            .Should()
            .Throw<StateException>()
            .WithMessage("*settings.json*");
    }
}
