using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Comparisons of experiments over seeds: what is trained, noted and shown, and how one goes on.</summary>
public sealed class CompareTests : Comparison
{
    [Fact]
    public void Compare_TwoSeeds_TrainsNotesAndTabulatesBoth()
    {
        var run = Compare("Stripes", "--seeds", "2,5");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        Noted()
            .Select(result => result.Run with { Images = null })
            .Should()
            .Equal(
                new ComparedRun("Stripes", Seed: 2, Epochs: 2, Limit: 128, BatchSize: 64),
                new ComparedRun("Stripes", Seed: 5, Epochs: 2, Limit: 128, BatchSize: 64)
            );
        Noted().Select(result => result.Run.Images).Distinct().Single().Should().MatchRegex("^[0-9a-f]{16}$");
        Noted().Should().OnlyContain(result => result.Bank == 128 && result.Protocol.K == 20 && result.RawPixels == 1);
        // Noted with one digit, whichever way a half is rounded.
        Noted()
            .Should()
            .OnlyContain(result => Math.Abs(result.Seconds - MetricsLog.Seconds(Folder(result.Run))) < 0.050001);
        run.OutputLines[^1].Should().StartWith("| Stripes | ").And.EndWith(" | 2 |");
        Directory
            .GetDirectories(Path.Combine(folder.Root, "compared", "runs"))
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("Stripes-seed2-epochs2-limit128-batch64", "Stripes-seed5-epochs2-limit128-batch64");
    }

    [Fact]
    public void Compare_Figures_AreThoseOfTheTrainings()
    {
        var run = Compare("Stripes", "--seeds", "2");

        var scores = run
            .OutputLines.TakeWhile(line => !line.EndsWith(": evaluating", StringComparison.Ordinal))
            // The line of an epoch may end with scores too, when the machine is slow enough for them.
            .Where(line =>
                !line.StartsWith("epoch ", StringComparison.Ordinal) && line.EndsWith(" %", StringComparison.Ordinal)
            )
            .Select(line => line.Split("  ", StringSplitOptions.TrimEntries)[^1]);
        var noted = Noted().Single();
        scores.Should().Equal(Say.Percent(noted.RawPixels), Say.Percent(noted.Untrained), Say.Percent(noted.Trained));
    }

    [Fact]
    public void Compare_FinishedRuns_AreNotTrainedAgain()
    {
        Compare("Stripes", "--seeds", "2");

        var again = Compare("Stripes", "--seeds", "2");

        again.ExitCode.Should().Be(0);
        again.OutputLines[0].Should().Be("Stripes, seed 2: done already");
        Trainings.Should().ContainSingle();
        Noted().Should().ContainSingle();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00112233445566ff")]
    public void Compare_ScoresOfOtherWeightsOfTheSameStep_AreTakenAnew(string? weights)
    {
        Compare("Stripes", "--seeds", "2");
        var noted = Noted().Single();
        File.Delete(Results);
        var run = Folder(noted.Run);
        var scores = ScoresFile.Read(run);
        scores.Should().OnlyContain(score => score.Weights == Checkpoint.WeightsHash(Checkpoint.Latest(run)!));
        ScoresFile.Add(
            run,
            [
                .. scores.Select(score =>
                    score with
                    {
                        Weights = weights,
                        Accuracies = [.. score.Accuracies.Select(_ => 0.125)],
                    }
                ),
            ]
        );

        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);

        Noted().Single().Should().Be(noted);
        Trainings.Should().ContainSingle();
    }

    [Fact]
    public void Compare_FinishedButNotNoted_IsNotedWithoutTraining()
    {
        Compare("Stripes", "--seeds", "2");
        var before = File.ReadAllText(Results);
        File.Delete(Results);

        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);

        Trainings.Should().ContainSingle();
        File.ReadAllText(Results).Should().Be(before);
    }

    [Fact]
    public void Compare_Probes_AreThoseOfTheEvaluation()
    {
        Compare("Stripes", "--seeds", "2", "--fine-tune").ExitCode.Should().Be(0);

        var noted = Noted().Single();
        var scores = ScoresFile.Read(Folder(noted.Run));
        double Of(string evaluation, string labels) =>
            scores.Single(score => score.Evaluation == evaluation && score.Labels == labels).Accuracy;
        noted
            .Probed.Should()
            .Be(
                new ProbedScores(
                    Of("linear", "all"),
                    Of("linear", "10 per class"),
                    Of("fine-tuned", "all"),
                    Of("fine-tuned", "10 per class")
                )
            );
        noted.Probed!.Linear.Should().Be(1, "stripes are told apart by one convolution");
    }

    [Fact]
    public void Compare_NotedWithoutProbes_IsProbedWithoutTraining()
    {
        Compare("Stripes", "--seeds", "2");
        var run = Folder(Noted().Single().Run);
        // As a file from before encoders were probed has it.
        var lines = File.ReadAllLines(Results).Select(line => string.Join('\t', line.Split('\t')[..13]));
        File.WriteAllLines(Results, lines);
        File.Delete(Path.Combine(run, ScoresFile.FileName));

        var again = Compare("Stripes", "--seeds", "2");

        again.ExitCode.Should().Be(0);
        Trainings.Should().ContainSingle();
        Noted().Should().HaveCount(2);
        Noted()[0].Probed.Should().BeNull();
        Noted()[1].Probed.Should().NotBeNull();
        again.OutputLines[^1].Should().StartWith("| Stripes | ").And.EndWith(" | 1 |");
    }

    [Theory]
    [InlineData("--draws", "2")]
    [InlineData("--draw-seed", "9")]
    [InlineData("--limit", "100")]
    public void Compare_ScoresOfAnotherProtocolInTheRun_AreNotTaken(string option, string value)
    {
        Compare("Stripes", "--seeds", "2");
        var noted = Noted().Single();
        File.Delete(Results);
        string[] words = ["evaluate", Folder(noted.Run), "--shares", "none", "--threads", "1", option, value];
        Invocation.Of(Experiments, words).ExitCode.Should().Be(0);

        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);

        Noted().Single().Should().Be(noted);
        // Stripes are so easy that other draws may score the same.
        var few = ScoresFile
            .Read(Folder(noted.Run))
            .Last(score => score.Evaluation == EvaluationScore.Linear && score.Labels == EvaluationScore.PerClass(10));
        few.Accuracies.Should().HaveCount(5);
        few.DrawSeed.Should().Be(1);
    }

    [Fact]
    public void Compare_CutOffAfterACheckpoint_GoesOnFromIt()
    {
        Compare("Stripes", "--seeds", "2");
        var noted = Noted().Single();
        File.Delete(Results);
        var run = Folder(noted.Run);
        CutOff(run);

        var again = Compare("Stripes", "--seeds", "2");

        again.ExitCode.Should().Be(0);
        again.Output.Should().Contain("Stripes, seed 2: going on in " + run);
        Trainings.Last().Should().StartWith(["train", "--resume", run]);
        (Noted().Single() with { Seconds = 0 }).Should().Be(noted with { Seconds = 0 });
    }

    [Fact]
    public void Compare_OnACheckpointThatLacksAFile_LeavesTheRun()
    {
        Compare("Stripes", "--seeds", "2");
        var run = Folder(Noted().Single().Run);
        File.Delete(Results);
        CutOff(run);
        File.Delete(Path.Combine(Checkpoint.List(run).Single(), Checkpoint.ModelFile));
        var metrics = File.ReadAllText(Path.Combine(run, "metrics.jsonl"));

        var again = Compare("Stripes", "--seeds", "2");

        again.ExitCode.Should().Be(1);
        again.Error.Should().Contain("error: Missing: ");
        File.ReadAllText(Path.Combine(run, "metrics.jsonl")).Should().Be(metrics);
    }

    /// <summary>As a kill in the second epoch leaves a run: one checkpoint, no scores, half a line.</summary>
    private static void CutOff(string run)
    {
        Checkpoint.Prune(run, 2);
        Directory.Delete(Checkpoint.Latest(run)!, recursive: true);
        var metrics = Path.Combine(run, "metrics.jsonl");
        var lines = File.ReadLines(metrics).Where(line => !line.Contains("evaluation")).Select(line => line + "\n");
        File.WriteAllText(metrics, string.Concat(lines)[..^20]);
    }

    [Fact]
    public void Compare_CutOffBeforeACheckpoint_BeginsAnew()
    {
        var run = Path.Combine(folder.Root, "compared", "runs", "Stripes-seed2-epochs2-limit128-batch64");
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(run, "settings.json"), "{");

        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);

        Noted().Should().ContainSingle();
    }

    [Fact]
    public void Compare_AnotherTrainingAtWorkInTheFolder_IsRefused()
    {
        var run = Path.Combine(folder.Root, "compared", "runs", "Stripes-seed2-epochs2-limit128-batch64");
        Directory.CreateDirectory(run);
        using var held = RunLock.Of(run);

        var refused = Compare("Stripes", "--seeds", "2");

        refused.ExitCode.Should().Be(2);
        refused
            .ErrorLines.Should()
            .Equal(
                $"error: Another training, process {Environment.ProcessId}, is at work in '{run}'; wait for its end, or stop it."
            );
        trained.Should().BeEmpty();
    }

    [Fact]
    public void Compare_ARunThatFails_GoesOnWithTheOthersAndEndsWith1()
    {
        var run = Compare("Broken", "Stripes", "--seeds", "2");

        run.ExitCode.Should().Be(1);
        run.OutputLines.Should().Contain("Broken, seed 2: failed");
        run.ErrorLines[^1].Should().Be("error: 1 of 2 runs failed, for reasons said above: Broken, seed 2.");
        Noted().Select(result => result.Run.Experiment).Should().Equal("Stripes");
        run.OutputLines[^1].Should().StartWith("| Stripes | ");
    }

    [Fact]
    public void Compare_ATrainingThatWasStopped_StopsAndSaysHowToGoOn()
    {
        Trainer stopped = (_, _, _) => ExitCodes.Interrupted;

        var run = Invocation.With(terminal =>
        {
            using var command = new CompareCommand(Experiments, terminal, null, stopped);
            return command.Run(Request("Broken", "Stripes"));
        });

        run.ExitCode.Should().Be(130);
        run.OutputLines.Should().HaveCount(2).And.EndWith("Stopped. The same command goes on from here.");
    }

    [Fact]
    public void Compare_SettingsThatBreakARule_AreRefusedOnceBeforeAnythingIsWritten()
    {
        var run = Compare("--batch-size", "200");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                "error: CDSL3019: There are 128 images, fewer than BatchSize = 200, so an epoch has no step. "
                    + "Give --batch-size 128 or less."
            );
        Directory.Exists(Path.GetDirectoryName(Results)).Should().BeFalse();
    }

    [Fact]
    public void Compare_WhileAnotherIsAtWork_IsRefused()
    {
        using var held = ResultsFile.Hold(Results).Held;

        Compare("Stripes")
            .ErrorLines.Should()
            .Equal(
                $"error: Another comparison, process {Environment.ProcessId}, is at work on '{Results}'; wait for its end, or name another file."
            );
    }

    [Fact]
    public void Table_WithNames_ShowsTheirsOnly()
    {
        Compare("Stripes", "--seeds", "2");

        Invocation
            .Of(Experiments, "compare", "--table", "--results", Results)
            .OutputLines.Should()
            .ContainSingle(line => line.StartsWith("| Stripes | "));
        Invocation
            .Of(Experiments, "compare", "Broken", "--table", "--results", Results)
            .ErrorLines.Should()
            .Equal($"error: There are no results of 'Broken' in '{Results}' yet.");
    }
}
