using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>The folder of a run: <c>settings.json</c>, <c>metrics.jsonl</c>, <c>checkpoints/</c>.</summary>
public static class RunFolder
{
    /// <summary>The file with the resolved settings.</summary>
    public const string SettingsFile = "settings.json";

    private const int Version = 2;

    /// <summary>The file that keeps a second process out while one trains in the folder.</summary>
    internal const string LockFile = ".lock";

    /// <summary>The file that says which process that is.</summary>
    internal const string LockOwnerFile = LockFile + LockOwnerEnding;

    /// <summary>What the name of such a file has behind that of the lock.</summary>
    internal const string LockOwnerEnding = ".owner";

    internal static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,

        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Makes the folder of a new run and writes its settings.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="settings">The resolved settings.</param>
    /// <param name="model">What was declared, if that is known.</param>
    /// <returns>What tells the run from every other.</returns>
    /// <exception cref="IOException">The folder exists and is not empty, or is a file.</exception>
    internal static long Create(string folder, string experiment, RunSettings settings, ExperimentModel? model)
    {
        if (File.Exists(folder))
        {
            throw new IOException($"'{Path.GetFullPath(folder)}' is a file; name a folder for the run.");
        }

        if (!IsFree(folder))
        {
            throw new IOException(
                $"'{Path.GetFullPath(folder)}' exists and is not empty: choose another folder{(IsRun(folder) ? ", or resume the run in it" : "")}."
            );
        }

        Directory.CreateDirectory(folder);
        FolderFlush.Flush(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!);
        var id = BitConverter.ToInt64(Guid.NewGuid().ToByteArray()) & long.MaxValue;
        Write(folder, new RunRecord(experiment, settings, id, RunFingerprint.Of(settings, model), []));
        return id;
    }

    /// <summary>Takes back the folder of a run that has not begun, but for the lock of the one who trains.</summary>
    internal static void Withdraw(string folder)
    {
        File.Delete(Path.Combine(folder, SettingsFile));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>
    /// Whether a run may begin in a folder: there is nothing, but maybe the lock of the one who asks.
    /// </summary>
    internal static bool IsFree(string folder) =>
        !Directory.Exists(folder)
        || Directory
            .EnumerateFileSystemEntries(folder)
            .All(path => Path.GetFileName(path) is LockFile or LockOwnerFile);

    /// <summary>Writes the settings of a run, in place of those that are there.</summary>
    internal static void Write(string folder, RunRecord record)
    {
        var content = new Content(
            Version,
            record.Id.ToString("x16", CultureInfo.InvariantCulture),
            record.Experiment,
            record.Settings with
            {
                Output = null,
            },
            record.Fingerprint,
            record.Changes
        );
        var text = SealedText.Seal(JsonSerializer.Serialize(content, Options));
        AtomicFile.Write(Path.Combine(folder, SettingsFile), text);
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
        var record = Open(folder);
        return (record.Experiment, record.Settings);
    }

    /// <summary>Reads all that is known of a run.</summary>
    /// <inheritdoc cref="Read"/>
    internal static RunRecord Open(string folder)
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
            var content = JsonSerializer.Deserialize<Content>(SealedText.Read(path), Options);
            return
                content
                    is {
                        Version: Version,
                        Id: not null,
                        Experiment: not null,
                        Settings: not null,
                        Fingerprint: not null
                    }
                ? new RunRecord(
                    content.Experiment,
                    content.Settings with
                    {
                        Output = folder,
                    },
                    long.Parse(content.Id, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                    content.Fingerprint,
                    content.Changes ?? []
                )
                : throw new StateException(
                    $"'{path}' is not settings of version {Version}, which this version of the library reads."
                );
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new StateException($"'{path}' cannot be read as settings ({exception.Message}).");
        }
    }

    /// <param name="Version">Of the file's form.</param>
    /// <param name="Id">What tells the run from every other, in hexadecimal digits.</param>
    /// <param name="Experiment">The experiment's name.</param>
    /// <param name="Settings">The resolved settings.</param>
    /// <param name="Fingerprint">What else the bits of the run depend on.</param>
    /// <param name="Changes">What changed since it began.</param>
    /// <param name="Hash">Of the rest of the file.</param>
    private sealed record Content(
        int Version,
        string Id,
        string Experiment,
        RunSettings Settings,
        RunFingerprint Fingerprint,
        IReadOnlyList<RunChange> Changes,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Hash = null
    );
}
