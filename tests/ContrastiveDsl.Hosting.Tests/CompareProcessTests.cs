using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Comparisons as processes, which signals reach.</summary>
public sealed class CompareProcessTests : IDisposable
{
    /// <summary>More than a test waits for.</summary>
    private const string Epochs = "100000";
    private readonly StripesFolder folder = new();

    private string Run => Path.Combine(folder.Root, "runs", $"Stripes-seed4-epochs{Epochs}-limit64-batch64");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void Compare_PoliteSignal_SavesStopsAndGoesOnNextTime(string signal)
    {
        var first = StopAfterACheckpoint(after: 0, signal);

        first.ExitCode.Should().Be(130, first.ToString());
        first.OutputLines[^1].Should().Be("Stopped. The same command goes on from here.");
        var saved = LatestStep();
        saved.Should().BePositive();

        var second = StopAfterACheckpoint(after: saved, signal);

        second.ExitCode.Should().Be(130, second.ToString());
        second.Output.Should().Contain($"Stripes, seed 4: going on in {Run}");
        LatestStep().Should().BeGreaterThan(saved);
        MetricsLog
            .Read(Run)
            .Count(line => line.GetProperty("step").GetInt64() == 1 && !line.TryGetProperty("epoch", out _))
            .Should()
            .Be(1, "what was done is not done again");
    }

    [Fact]
    public void Compare_Killed_LeavesNoTrainingBehind()
    {
        using var process = Start();
        WaitUntil(() => LatestStep() > 0);

        process.Kill();
        process.WaitForExit();

        // The training holds its folder until it has saved and ended.
        WaitUntil(() => FileLock.TryTake(Path.Combine(Run, ".lock")) is { } held && Free(held));
        Checkpoint.Latest(Run).Should().NotBeNull();
    }

    private static bool Free(FileLock held)
    {
        held.Dispose();
        return true;
    }

    private static void WaitUntil(Func<bool> holds)
    {
        // Only so that a fault does not hang the tests.
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(20))
        {
            clock.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(5), "what is waited for must come");
        }
    }

    private long LatestStep() =>
        Checkpoint.Latest(Run) is { } path
            ? long.Parse(Path.GetFileName(path).AsSpan("step-".Length), CultureInfo.InvariantCulture)
            : 0;

    private Invocation StopAfterACheckpoint(long after, string signal)
    {
        using var process = Start();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        WaitUntil(() => LatestStep() > after || process.HasExited);
        Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
        process.WaitForExit();
        return new Invocation(process.ExitCode, output.Result, error.Result);
    }

    private Process Start()
    {
        // Whoever runs the tests may ignore SIGHUP, as nohup does, and what is ignored is inherited.
        string[] words =
        [
            "--default-signal=HUP",
            "dotnet",
            typeof(CompareProcessTests).Assembly.Location,
            "compare",
            "Stripes",
            "--seeds",
            "4",
            "--epochs",
            Epochs,
            "--limit",
            "64",
            "--threads",
            "1",
            "--data",
            folder.Data,
            "--results",
            Path.Combine(folder.Root, "results.tsv"),
        ];
        return Process.Start(
            new ProcessStartInfo("env", words) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
    }
}
