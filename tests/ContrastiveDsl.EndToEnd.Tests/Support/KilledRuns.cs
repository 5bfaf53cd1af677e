using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.State;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>
/// Trainings of one experiment in processes of their own: one that goes through, and others that are killed and resumed
/// until they have the same steps.
/// </summary>
internal sealed class KilledRuns : IDisposable
{
    private const int Images = 192;
    private readonly ImagesFolder folder = new();
    private readonly string name;
    private readonly int epochs;
    private readonly TimeSpan duration;
    private int killedInside;
    private int killedOutside;
    private int ended;

    /// <summary>Trains once without a kill.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="ofFiles">Whether the images are files, which are decoded into a store; otherwise an array.</param>
    /// <param name="epochs">Passes over the images, of 3 steps each.</param>
    internal KilledRuns(string name, bool ofFiles, int epochs)
    {
        this.name = name;
        this.epochs = epochs;
        if (ofFiles)
        {
            folder.Add(Images);
        }
        else
        {
            WriteArray(TrainingTests.Definition(name).Model.Encoder.ImageSize);
        }

        using var process = Start(Whole);
        WaitUntil(() => File.Exists(SettingsOf(Whole)), process);
        var clock = Stopwatch.StartNew();
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
        duration = clock.Elapsed;
    }

    private string Whole => Path.Combine(folder.Root, "whole");

    /// <summary>Kills so often, beginning anew after each run that reaches its end, and compares all that do.</summary>
    internal void Kill(int times, int seed)
    {
        var random = new Random(seed);
        var run = NextRun();
        while (killedInside + killedOutside < times)
        {
            var isInside = (killedInside + killedOutside) % 3 == 2;
            var hasEnded = isInside ? KillInside(run, random) : KillOutside(run, random, times);
            if (hasEnded)
            {
                RequireSame(run);
                run = NextRun();
            }
        }

        using var last = Start(run);
        last.WaitForExit();
        last.ExitCode.Should().Be(0);
        RequireSame(run);
    }

    /// <summary>What was done, in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{name}: {killedInside + killedOutside} kills, {killedInside} of them inside a write; {ended} runs of {3 * epochs} steps with the bits of one that was not killed"
        );

    public void Dispose() => folder.Dispose();

    private string NextRun() => Path.Combine(folder.Root, "killed-" + ended.ToString(CultureInfo.InvariantCulture));

    /// <summary>The process ends itself between two accesses to the disk.</summary>
    /// <returns>Whether it came to its end before.</returns>
    private bool KillInside(string run, Random random)
    {
        var stage = DiskHook.Stages[random.Next(DiskHook.Stages.Length)];
        var count = random.Next(1, stage == "written" ? 40 : 4);
        using var process = Start(run, $"kill|{stage}|{count.ToString(CultureInfo.InvariantCulture)}");
        process.WaitForExit();
        return HasEnded(process, ref killedInside);
    }

    /// <summary>It is killed some time after it began to train.</summary>
    private bool KillOutside(string run, Random random, int times)
    {
        var before = File.Exists(SettingsOf(run)) ? File.GetLastWriteTimeUtc(SettingsOf(run)) : default;
        using var process = Start(run);
        WaitUntil(() => File.Exists(SettingsOf(run)) && File.GetLastWriteTimeUtc(SettingsOf(run)) != before, process);
        Thread.Sleep(random.NextDouble() * 2 * duration / Math.Min(times, epochs));
        process.Kill();
        process.WaitForExit();
        return HasEnded(process, ref killedOutside);
    }

    private static bool HasEnded(Process process, ref int killed)
    {
        process.ExitCode.Should().BeOneOf([0, 128 + 9], "it ends by a kill, or well");
        killed += process.ExitCode == 0 ? 0 : 1;
        return process.ExitCode == 0;
    }

    private void RequireSame(string run)
    {
        ended++;
        Checkpoint.List(run).Should().NotBeEmpty();
        var (end, expected) = (Checkpoint.Latest(run)!, Checkpoint.Latest(Whole)!);
        Path.GetFileName(end).Should().Be(Path.GetFileName(expected));
        Tensors(end).AsSpan().SequenceEqual(Tensors(expected)).Should().BeTrue("all bits are the same");
        Numbers(end).Should().Equal(Numbers(expected));
        Steps(run).Should().Equal(Steps(Whole));
        Directory.GetFileSystemEntries(Path.Combine(run, Checkpoint.Folder), ".*").Should().BeEmpty();
    }

    private static byte[] Tensors(string checkpoint) =>
        File.ReadAllBytes(Path.Combine(checkpoint, Checkpoint.ModelFile));

    /// <summary>All but what tells one run from another: its name, and the times in its metrics.</summary>
    private static Dictionary<string, StateNumber> Numbers(string checkpoint) =>
        Checkpoint
            .RequireIntact(checkpoint)
            .Numbers.Where(number => number.Key is not ("run.id" or MetricsLog.LengthKey or MetricsLog.HashKey))
            .ToDictionary();

    private static string[] Steps(string run) =>
        [
            .. File.ReadLines(Path.Combine(run, MetricsLog.FileName))
                .Where(line => !line.Contains("seconds", StringComparison.Ordinal)),
        ];

    private static string SettingsOf(string run) => Path.Combine(run, RunFolder.SettingsFile);

    /// <summary>Begins a run, or goes on with it.</summary>
    private Process Start(string run, string? wish = null)
    {
        string[] words = File.Exists(SettingsOf(run))
            ? ["train", "--resume", run, "--checkpoint-steps", "2"]
            :
            [
                "train",
                name,
                "--data",
                folder.Data,
                "--store",
                folder.Store,
                "--out",
                run,
                "--epochs",
                epochs.ToString(CultureInfo.InvariantCulture),
                "--batch-size",
                "64",
                "--threads",
                "1",
                "--checkpoint-steps",
                "2",
                // After every epoch: a share of the time would differ from one run to the next.
                "--score-share",
                "1",
            ];
        var start = new ProcessStartInfo("dotnet", [typeof(KilledRuns).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[DiskHook.Variable] = wish ?? "";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static void WaitUntil(Func<bool> holds, Process process)
    {
        // Only so that a fault does not hang the tests.
        for (var clock = Stopwatch.StartNew(); !holds() && !process.HasExited; Thread.Sleep(1))
        {
            clock.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(5), "what is waited for must come");
        }
    }

    /// <summary>Grey images of ten classes with noise, as IDX files without a test split.</summary>
    private void WriteArray(int side)
    {
        var random = new Random(1);
        var (pixels, labels) = (new byte[Images * side * side], new byte[Images]);
        for (var i = 0; i < pixels.Length; i++)
        {
            var label = (byte)(i / (side * side) % 10);
            labels[i / (side * side)] = label;
            pixels[i] = (byte)((i % (label + 2) * 20) + random.Next(60));
        }

        File.WriteAllBytes(folder["train-images-idx3-ubyte"], IdxFile.Build([Images, side, side], pixels));
        File.WriteAllBytes(folder["train-labels-idx1-ubyte"], IdxFile.Build([Images], labels));
    }
}
