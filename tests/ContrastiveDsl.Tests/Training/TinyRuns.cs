using System.Text.Json;
using ContrastiveDsl.Data;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Training;

/// <summary>Runs of the tiny experiment in a folder of their own: 4 epochs of 6 steps, unless otherwise said.</summary>
internal sealed class TinyRuns : IDisposable
{
    /// <summary>Where their folders are.</summary>
    internal TempFolder Folder { get; } = new();

    /// <summary>What they train on.</summary>
    internal ImageSet Images { get; } = TinyExperiment.Images(52);

    public void Dispose()
    {
        Images.Dispose();
        Folder.Dispose();
    }

    internal RunSettings Settings(string name) =>
        new()
        {
            Epochs = 4,
            BatchSize = 8,
            Seed = 1,
            Output = Folder[name],
        };

    /// <summary>Trains from the start to the end.</summary>
    /// <returns>The bits of all weights.</returns>
    internal byte[] Complete(RunSettings settings, ITrainingProgress? progress = null)
    {
        using var run = TrainingRun.Start("Tiny", settings, progress);
        using var experiment = new TinyExperiment(run.Settings);
        experiment.Train(Images, run);
        return Bits(experiment);
    }

    /// <summary>Trains so many steps, and stops as it is asked to.</summary>
    internal void StopAfter(int steps, string name)
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
        experiment.Train(Images, run);
        run.Step.Should().Be(steps);
        run.StepInEpoch.Should().BeLessThan(run.StepsPerEpoch, "an epoch whose steps are done is completed");
        Directory.Exists(Folder[$"{name}/checkpoints/step-{steps:D8}"]).Should().BeTrue();
    }

    /// <summary>Trains so many steps, and ends by an exception.</summary>
    internal void KillBefore(int step, string name)
    {
        using var run = TrainingRun.Start("Tiny", Settings(name));
        using var experiment = new TinyExperiment(run.Settings) { BeforeStep = current => Kill(current == step) };

        ((Action)(() => experiment.Train(Images, run))).Should().Throw<OperationCanceledException>();
    }

    /// <summary>Goes on to the end.</summary>
    /// <returns>The bits of all weights.</returns>
    internal byte[] Resume(string name, ITrainingProgress? progress = null)
    {
        // Whatever the generator was left at, the checkpoint's state replaces it.
        torch.manual_seed(999);
        using var run = TrainingRun.Resume(Folder[name], progress);
        using var experiment = new TinyExperiment(run.Settings);
        run.Restore(experiment);
        experiment.Train(Images, run);
        return Bits(experiment);
    }

    internal JsonElement[] Lines(string name) =>
        [.. File.ReadLines(Folder[$"{name}/metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];

    internal double[] EpochLosses(string name) =>
        [
            .. Lines(name)
                .Where(line => line.TryGetProperty("epoch", out _))
                .Select(line => line.GetProperty("loss").GetDouble()),
        ];

    internal string[] StepLines(string name) =>
        [.. File.ReadLines(Folder[$"{name}/metrics.jsonl"]).Where(line => !line.Contains("epoch"))];

    private static void Kill(bool now)
    {
        if (now)
        {
            throw new OperationCanceledException();
        }
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
}
