using System.Text.Json;
using System.Text.Json.Serialization;
using ContrastiveDsl.Modules;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>The folder of a run: <c>settings.json</c>, <c>metrics.jsonl</c>, <c>checkpoints/</c>.</summary>
public static class RunFolder
{
    /// <summary>The file with the resolved settings.</summary>
    public const string SettingsFile = "settings.json";

    private const int Version = 1;

    internal static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Makes the folder of a new run and writes its settings.</summary>
    /// <exception cref="IOException">The folder exists and is not empty, or is a file.</exception>
    internal static void Create(string folder, string experiment, RunSettings settings)
    {
        if (File.Exists(folder))
        {
            throw new IOException($"'{Path.GetFullPath(folder)}' is a file; name a folder for the run.");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException(
                $"'{Path.GetFullPath(folder)}' exists and is not empty: choose another folder{(IsRun(folder) ? ", or resume the run in it" : "")}."
            );
        }

        Directory.CreateDirectory(folder);
        var content = new Content(
            Version,
            experiment,
            settings with
            {
                Output = null,
            },
            Convolution2d.PathOn(settings.TorchDevice)
        );
        AtomicFile.Write(Path.Combine(folder, SettingsFile), JsonSerializer.Serialize(content, Options) + "\n");
    }

    /// <summary>Whether a folder is a run's, so that the run may be resumed.</summary>
    internal static bool IsRun(string folder) => File.Exists(Path.Combine(folder, SettingsFile));

    /// <summary>
    /// Reads the settings of a run. Its output is the folder it is in now, should it have been moved.
    /// </summary>
    /// <returns>The experiment's name and the resolved settings.</returns>
    /// <exception cref="IOException">The folder is not a run's, or its settings cannot be read.</exception>
    public static (string Experiment, RunSettings Settings) Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.Combine(folder, SettingsFile);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"'{Path.GetFullPath(folder)}' is not the folder of a run: looked for {SettingsFile}.",
                path
            );
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Options);
            if (content is not { Version: Version, Experiment: not null, Settings: not null })
            {
                throw new StateException(
                    $"'{path}' is not settings of version {Version}, which this version of the library reads."
                );
            }

            return (content.Experiment, content.Settings with { Output = folder });
        }
        catch (JsonException exception)
        {
            throw new StateException($"'{path}' cannot be read as settings ({exception.Message}).");
        }
    }

    /// <param name="Version">Of the file's form.</param>
    /// <param name="Experiment">The experiment's name.</param>
    /// <param name="Settings">The resolved settings.</param>
    /// <param name="Convolutions">
    /// How the run computes convolutions; null in the folder of a run from before this was recorded.
    /// </param>
    private sealed record Content(int Version, string Experiment, RunSettings Settings, string? Convolutions = null);
}
