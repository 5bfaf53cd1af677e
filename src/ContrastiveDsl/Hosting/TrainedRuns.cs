using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Export;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>Opens the encoders of runs that this program has trained.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="warnings">Where to say that a later checkpoint lacks a file.</param>
internal sealed class TrainedRuns(IReadOnlyList<ExperimentDefinition> experiments, TextWriter warnings)
{
    private readonly ExperimentNames names = new(experiments);

    /// <summary>The encoder of a run at its latest checkpoint.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="device">Where it shall compute, or null for the device that it was trained on.</param>
    /// <param name="part">Whose output an embedding is.</param>
    /// <param name="unit">Whether embeddings have length 1.</param>
    /// <exception cref="InputException">The folder is no run of this program, or has no checkpoint yet.</exception>
    internal RunEncoder Open(string folder, string? device, ExportedPart part, bool unit)
    {
        var (name, settings) = Read(folder);
        var definition = names.Find(name);
        TorchLibrary.Require();
        settings = settings with { Device = device ?? settings.Device };
        DeviceName.Require(settings.Device);
        _ = LatestCheckpoint(folder, warnings);
        return RunEncoder.Open(definition, settings, part, unit);
    }

    /// <summary>The latest checkpoint of a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="warnings">Where to say that a later one lacks a file.</param>
    /// <exception cref="InputException">There is none yet.</exception>
    /// <exception cref="StateException">All lack a file.</exception>
    internal static string LatestCheckpoint(string folder, TextWriter warnings)
    {
        WarnOfBroken(folder, warnings);
        return Checkpoint.Latest(folder)
            ?? Checkpoint.LatestToGoOn(folder)
            ?? throw new InputException(
                $"The run in '{folder}' has no checkpoint yet; train it first, with train --resume {folder}."
            );
    }

    /// <summary>Says where the latest checkpoint is not the last one that was saved.</summary>
    /// <param name="folder">The run's folder; nothing is said of anything else.</param>
    /// <param name="warnings">Where to say it.</param>
    internal static void WarnOfBroken(string folder, TextWriter warnings)
    {
        if (Checkpoint.Caution(folder) is { } caution)
        {
            warnings.WriteLine($"warning: {caution}");
        }
    }

    /// <summary>The experiment's name and the settings of a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="InputException">The folder is no run.</exception>
    internal static (string Experiment, RunSettings Settings) Read(string folder)
    {
        try
        {
            return RunFolder.Read(folder);
        }
        catch (Exception exception) when (exception is IOException or StateException or UnauthorizedAccessException)
        {
            throw new InputException(exception.Message);
        }
    }
}
