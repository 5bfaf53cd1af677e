using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContrastiveDsl.State;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Trainings as processes, to which signals, full disks and vanished images happen.</summary>
public sealed class CheckpointProcessTests : IDisposable
{
    /// <summary>More than a test waits for.</summary>
    private const string Epochs = "100000";

    /// <summary>Long epochs, so that what is saved within one can be told apart.</summary>
    private const int Images = 25_600;
    private const int StepsPerEpoch = Images / 64;
    private readonly StripesFolder folder = new(Images);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Train_Usr1_SavesWithinTheEpochAndGoesOn()
    {
        using var training = new Training(folder.Output, Start("--data", folder.Data, "--out", folder.Output));
        WaitUntil(() => Latest(folder.Output) > 0, training);

        training.Signal("USR1");
        WaitUntil(() => Steps(folder.Output).Any(step => step % StepsPerEpoch != 0), training);
        var asked = Steps(folder.Output).First(step => step % StepsPerEpoch != 0);
        WaitUntil(() => Latest(folder.Output) > asked, training);

        training.Process.HasExited.Should().BeFalse();
        training.Signal("TERM");
        training.End().ExitCode.Should().Be(130);
    }

    [Fact]
    public void Train_TerminatedDuringASave_FinishesItSavesTheLastStepAndStops()
    {
        var pause = Path.Combine(folder.Root, "pause");
        var start = Start("--data", folder.Data, "--out", folder.Output, "--checkpoint-steps", "1");
        start.Environment[DiskHook.Variable] = $"wait|tensors|{pause}";
        using var training = new Training(folder.Output, start);
        WaitUntil(() => File.Exists(pause), training);
        Checkpoint.List(folder.Output).Should().BeEmpty();

        training.Signal("TERM");
        WaitUntil(() => training.Said("Stopping after this step"), training);
        WaitUntil(
            () =>
            {
                File.Delete(pause);
                return training.Process.HasExited;
            },
            training: null
        );

        var run = training.End();
        run.ExitCode.Should().Be(130);
        Directory
            .GetFileSystemEntries(Path.Combine(folder.Output, "checkpoints"), ".*")
            .Should()
            .BeEmpty("nothing is left half done");
        var latest = Checkpoint.Latest(folder.Output)!;
        Checkpoint.Open(latest).Dispose();
        run.Output.Should().Contain($"Checkpoint: {latest}").And.Contain($"train --resume {folder.Output}");
        MetricsLog.Read(folder.Output).Last().GetProperty("step").GetInt64().Should().Be(Latest(folder.Output));
    }

    [SmallDiskFact]
    public void Train_DiskFullForAWhile_SaysSoOnceGoesOnAndLosesNothing()
    {
        using var disk = new SmallDisk(kilobytes: 4096);
        using var training = TrainSavingOften(Path.Combine(disk.Root, "run"));
        FillUnder(training, disk);
        var output = training.Run;
        var before = Checkpoint.Latest(output)!;
        Checkpoint.Open(before).Dispose();
        disk.Free();
        WaitUntil(() => Latest(output) > StepOf(before), training);
        training.Signal("TERM");
        var run = training.End();

        run.ExitCode.Should().Be(130);
        run.OutputLines.Should()
            .ContainSingle(line => line.StartsWith("warning: ", StringComparison.Ordinal))
            .Which.Should()
            .Contain("No space left on device")
            .And.Contain("Training goes on");
        Steps(MetricsLog.Read(output)).Should().Equal(Enumerable.Range(1, (int)Latest(output)).Select(i => (long)i));
    }

    [SmallDiskFact]
    public void Train_StoppedOnAFullDisk_IsAnErrorAndGoesOnFromTheOneBefore()
    {
        using var disk = new SmallDisk(kilobytes: 4096);
        using var training = TrainSavingOften(Path.Combine(disk.Root, "run"));
        FillUnder(training, disk);
        training.Signal("TERM");
        var stopped = training.End();

        var latest = RequireRefused(stopped, training.Run);
        disk.Free();
        ResumeFrom(latest, training.Run);
    }

    [SmallDiskFact]
    public void Train_FolderTurnsReadOnly_SaysSoOnceGoesOnAndKeepsTheOneBefore()
    {
        using var training = TrainSavingOften(folder.Output);
        PauseAtRest(training);
        var before = Checkpoint.Latest(folder.Output);
        Invocation stopped;
        // Over itself: by its path nothing can be written any more, however the training came by what it holds open.
        using (SmallDisk.ReadOnly(folder.Output, folder.Output))
        {
            training.Signal("CONT");
            WaitUntil(() => training.EpochsSince("Training goes on") >= 2, training);
            training.Signal("TERM");
            stopped = training.End();
        }

        stopped
            .OutputLines.Should()
            .ContainSingle(line => line.StartsWith("warning: ", StringComparison.Ordinal))
            .Which.Should()
            .Contain("ead-only file system");
        var latest = RequireRefused(stopped, folder.Output);
        latest.Should().Be(before);
        Checkpoint.Open(latest).Dispose();
        ResumeFrom(latest, folder.Output);
    }

    [SmallDiskFact]
    public void Resume_ReadOnlyFolder_IsOneError()
    {
        Invocation
            .Of(
                [StripesExperiment.Definition],
                ["train", "Stripes", "--data", folder.Data, "--out", folder.Output, "--limit", "64", "--epochs", "1"]
            )
            .ExitCode.Should()
            .Be(0);
        var place = Path.Combine(folder.Root, "read-only");
        using var mounted = SmallDisk.ReadOnly(folder.Output, place);

        var run = Invocation.Of([StripesExperiment.Definition], "train", "--resume", place);

        run.ExitCode.Should().BeOneOf(1, 2);
        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("ead-only file system").And.Contain(place);
    }

    [Fact]
    public void Train_ImagesVanish_NamesTheFileAndLeavesAGoodCheckpoint()
    {
        using var pictures = new ImagesFolder();
        pictures.Add(80);
        var start = Start("--data", pictures.Data, "--out", folder.Output, "--store", "none");
        using var training = new Training(folder.Output, start);
        WaitUntil(() => Latest(folder.Output) > 0, training);

        Directory.Delete(pictures.Data, recursive: true);
        var run = training.End();

        run.ExitCode.Should().Be(1);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: ").And.Contain(pictures.Data);
        Checkpoint.Open(Checkpoint.Latest(folder.Output)!).Dispose();
    }

    private Training TrainSavingOften(string output)
    {
        string[] saving = ["--checkpoint-steps", "50", "--keep-checkpoints", "1"];
        return new Training(output, Start(["--data", folder.Data, "--out", output, .. saving]));
    }

    /// <summary>Fills a disk after the first checkpoints, and waits until the training has noticed.</summary>
    private static void FillUnder(Training training, SmallDisk disk)
    {
        PauseAtRest(training);
        disk.Fill();
        training.Signal("CONT");
        WaitUntil(() => training.Said("cannot be"), training);
    }

    /// <summary>Waits until there is a checkpoint, and holds the training up where it writes nothing.</summary>
    private static void PauseAtRest(Training training) =>
        WaitUntil(() => Latest(training.Run) > 0 && training.PauseIf(() => IsAtRest(training.Run)), training);

    /// <summary>Checks that a training whose disk refused the end of it says what to go on from.</summary>
    /// <returns>The latest checkpoint.</returns>
    private static string RequireRefused(Invocation stopped, string output)
    {
        stopped.ExitCode.Should().Be(1);
        var latest = Checkpoint.Latest(output)!;
        stopped
            .ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: ")
            .And.EndWith($"The latest checkpoint is '{latest}'. Set that right, then go on from there.");
        return latest;
    }

    /// <summary>Goes on from a checkpoint until there is a later one; the lines of all steps are there once.</summary>
    private static void ResumeFrom(string checkpoint, string output)
    {
        using var again = new Training(output, Resume(output));
        WaitUntil(() => Latest(output) > StepOf(checkpoint), again);
        again.Signal("TERM");
        again.End().ExitCode.Should().Be(130);
        Steps(MetricsLog.Read(output)).Should().Equal(Enumerable.Range(1, (int)Latest(output)).Select(i => (long)i));
    }

    /// <summary>Whether no file is half written and no checkpoint still to be deleted, which would make room.</summary>
    private static bool IsAtRest(string run) =>
        Directory.GetFileSystemEntries(Path.Combine(run, "checkpoints"), "*.unfinished*").Length == 0
        && !Checkpoint.List(run).Except([Checkpoint.Latest(run), Checkpoint.Best(run)]).Any();

    private static ProcessStartInfo Start(params string[] options) =>
        Program(["train", "Stripes", "--epochs", Epochs, "--threads", "1", "--checkpoint-minutes", "0", .. options]);

    private static ProcessStartInfo Resume(string run) => Program(["train", "--resume", run]);

    private static ProcessStartInfo Program(string[] words) =>
        new("dotnet", [typeof(CheckpointProcessTests).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static void WaitUntil(Func<bool> holds, Training? training)
    {
        // Only so that a fault does not hang the tests.
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(10))
        {
            if (training is { Process.HasExited: true })
            {
                throw new InvalidOperationException($"The training ended: {training.End()}");
            }

            clock.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(5), "what is waited for must come");
        }
    }

    private static IEnumerable<long> Steps(string run) => Checkpoint.List(run).Select(StepOf);

    private static long Latest(string run) => Steps(run).LastOrDefault();

    private static long StepOf(string checkpoint) =>
        long.Parse(Path.GetFileName(checkpoint).AsSpan("step-".Length), CultureInfo.InvariantCulture);

    private static IEnumerable<long> Steps(IEnumerable<System.Text.Json.JsonElement> lines) =>
        lines.Where(line => !line.TryGetProperty("epoch", out _)).Select(line => line.GetProperty("step").GetInt64());

    /// <summary>A training that is under way.</summary>
    private sealed class Training : IDisposable
    {
        private readonly StringBuilder output = new();
        private readonly StringBuilder error = new();

        internal Training(string run, ProcessStartInfo start)
        {
            Run = run;
            Process = Process.Start(start)!;
            Process.OutputDataReceived += (_, line) => Note(output, line.Data);
            Process.ErrorDataReceived += (_, line) => Note(error, line.Data);
            Process.BeginOutputReadLine();
            Process.BeginErrorReadLine();
        }

        internal string Run { get; }

        internal Process Process { get; }

        internal bool Said(string words)
        {
            lock (output)
            {
                return output.ToString().Contains(words, StringComparison.Ordinal);
            }
        }

        /// <summary>How many epochs it has completed since it said something.</summary>
        internal int EpochsSince(string words)
        {
            lock (output)
            {
                return output.ToString().Split(words).Skip(1).Sum(later => later.Split("  lr ").Length - 1);
            }
        }

        internal void Signal(string name)
        {
            var words = new[] { $"-{name}", Process.Id.ToString(CultureInfo.InvariantCulture) };
            using var kill = System.Diagnostics.Process.Start("kill", words);
            kill.WaitForExit();
        }

        /// <summary>Holds all of the process up, if something holds then; <c>CONT</c> lets it go on.</summary>
        internal bool PauseIf(Func<bool> holds)
        {
            Signal("STOP");
            while (!Process.HasExited && !Directory.GetDirectories($"/proc/{Process.Id}/task").All(IsStopped))
            {
                Thread.Sleep(1);
            }

            if (holds())
            {
                return true;
            }

            Signal("CONT");
            return false;
        }

        internal Invocation End()
        {
            Process.WaitForExit();
            return new Invocation(Process.ExitCode, output.ToString(), error.ToString());
        }

        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
                Process.WaitForExit();
            }

            Process.Dispose();
        }

        private static bool IsStopped(string thread)
        {
            try
            {
                var state = File.ReadAllText(Path.Combine(thread, "stat"));
                return state[state.LastIndexOf(')') + 2] == 'T';
            }
            catch (IOException)
            {
                // It has just ended.
                return false;
            }
        }

        private static void Note(StringBuilder text, string? line)
        {
            lock (text)
            {
                text.AppendLine(line);
            }
        }
    }
}
