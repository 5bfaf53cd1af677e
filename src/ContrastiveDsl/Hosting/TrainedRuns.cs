using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Export;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>Opens the encoders of runs that this program has trained.</summary>
/// <param name="experiments">The program's experiments.</param>
internal sealed class TrainedRuns(IReadOnlyList<ExperimentDefinition> experiments)
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
        if (Checkpoint.Latest(folder) is null)
        {
            throw new InputException(
                $"The run in '{folder}' has no checkpoint yet; train it first, with train --resume {folder}."
            );
        }

        return RunEncoder.Open(definition, settings, part, unit);
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
