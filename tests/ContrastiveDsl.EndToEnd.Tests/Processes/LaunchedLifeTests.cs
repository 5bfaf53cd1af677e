using System.Globalization;
using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.State;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>
/// The life of a run of several processes: signals to one of them, its death, and another number of them.
/// </summary>
public sealed class LaunchedLifeTests : IDisposable
{
    private const int Steps = 300;
    private const int BatchSize = 32;
    private readonly ImagesFolder images = new();

    public LaunchedLifeTests()
    {
        var side = TrainingTests.Definition(nameof(TinySimClr)).Model.Encoder.ImageSize;
        var pixels = new byte[Steps * BatchSize * side * side];
        new Random(1).NextBytes(pixels);
        File.WriteAllBytes(images["train-images-idx3-ubyte"], IdxFile.Build([Steps * BatchSize, side, side], pixels));
    }

    /// <summary>
    /// An epoch is the whole run, so that what is saved before its end was asked for: by a signal to a process that has
    /// nothing to save. That process is killed, the run taken up, asked to stop in the same way, and taken up again.
    /// </summary>
    [LaunchTheory]
    [InlineData(Launch.OpenMpi)]
    public void Train_SavedKilledStoppedAndResumed_HasTheBitsOfARunThatWasNot(string launcher) =>
        ShouldHaveTheBitsOfARunThatWasNot(launcher);

    [LaunchTheory(IsLong = true)]
    [InlineData(Launch.Mpich)]
    public void Train_SavedKilledStoppedAndResumedUnderTheOther_HasTheBitsOfARunThatWasNot(string launcher) =>
        ShouldHaveTheBitsOfARunThatWasNot(launcher);

    public void Dispose() => images.Dispose();

    private void ShouldHaveTheBitsOfARunThatWasNot(string launcher)
    {
        var (whole, run) = (Run("whole"), Run("killed"));
        Launch.Run(launcher, 2, New(whole)).Succeeded();

        using (var killed = Launch.Start(launcher, 2, [], New(run)))
        {
            SaveOnce(killed, run, begun: default);
            Launched.Signal(killed.Processes[1], Signals.Kill);

            killed.End().ExitCode.Should().NotBe(0);
            killed.WaitUntilNobodyIsLeft();
        }

        var saved = StepOfLatest(run);
        saved.Should().BeInRange(1, Steps - 1);
        var begun = BeginningOf(run);
        using (var stopped = Launch.Start(launcher, 2, [], Resume(run)))
        {
            SaveOnce(stopped, run, begun);
            Launched.Signal(stopped.Processes[1], Signals.Terminate);

            var result = stopped.End();
            result.ExitCode.Should().Be(130, result.Output + result.Error);
            result.Output.Should().Contain($"Stopped after step {StepOfLatest(run)} of {Steps}");
        }

        StepOfLatest(run).Should().BeInRange(saved + 1, Steps - 1);
        Launch.Run(launcher, 2, Resume(run)).Succeeded();

        StepOfLatest(run).Should().Be(Steps);
        Tensors(run).AsSpan().SequenceEqual(Tensors(whole)).Should().BeTrue("all bits are the same");
        Losses(run).Should().Equal(Losses(whole)).And.HaveCount(Steps);
    }

    /// <summary>
    /// Asks the process that has nothing to save, until there is a checkpoint of a step not saved before.
    /// </summary>
    private static void SaveOnce(Launched launched, string run, DateTime begun)
    {
        var before = StepOfLatest(run);
        // Earlier the signal would end it.
        launched.WaitUntil(() => BeginningOf(run) != begun);
        launched.WaitUntil(() =>
        {
            // Before it trains the signal is in vain; whoever has just begun, or has ended, is not found.
            if (launched.Processes.TryGetValue(1, out var other))
            {
                Launched.Signal(other, Signals.Save);
            }

            return StepOfLatest(run) > before;
        });
    }

    private static DateTime BeginningOf(string run) =>
        Path.Combine(run, RunFolder.SettingsFile) is var settings && File.Exists(settings)
            ? File.GetLastWriteTimeUtc(settings)
            : default;

    private static long StepOfLatest(string run) =>
        Checkpoint.Latest(run) is { } latest ? Checkpoint.StepOf(latest) : 0;

    private static byte[] Tensors(string run) =>
        File.ReadAllBytes(Path.Combine(Checkpoint.Latest(run)!, Checkpoint.ModelFile));

    private static string[] Losses(string run) =>
        [
            .. File.ReadLines(Path.Combine(run, MetricsLog.FileName))
                .Where(line => !line.Contains("seconds", StringComparison.Ordinal)),
        ];

    private string Run(string name) => Path.Combine(images.Root, name);

    private string[] New(string run) =>
        [
            "train",
            nameof(TinySimClr),
            "--data",
            images.Data,
            "--out",
            run,
            "--epochs",
            "1",
            "--batch-size",
            BatchSize.ToString(CultureInfo.InvariantCulture),
            "--no-report",
        ];

    private static string[] Resume(string run) => ["train", "--resume", run, "--no-report"];
}
