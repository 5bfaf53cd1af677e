using System.Globalization;

namespace ContrastiveDsl.State;

/// <summary>
/// The checkpoints of a run folder: <c>checkpoints/step-00000390/</c> with <c>model.safetensors</c> and
/// <c>state.json</c>. A checkpoint is written to a temporary folder, forced to the disk and then renamed, so that what
/// bears the name is whole.
/// </summary>
public static class Checkpoint
{
    /// <summary>The file with all tensors.</summary>
    public const string ModelFile = "model.safetensors";

    /// <summary>The file with all numbers.</summary>
    public const string StateFile = "state.json";

    internal const string Folder = "checkpoints";
    private const string Prefix = "step-";
    private const string Unfinished = ".unfinished-";

    /// <summary>
    /// Writes a checkpoint, and deletes what an interrupted save left behind. One that exists for this step already
    /// stays as it is: the same step has the same state.
    /// </summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="step">Steps completed.</param>
    /// <param name="state">The state.</param>
    /// <returns>The checkpoint's folder.</returns>
    public static string Save(string runFolder, long step, StateWriter state)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentNullException.ThrowIfNull(state);
        DeleteUnfinished(runFolder);
        var target = PathOf(runFolder, step);
        if (IsWhole(target))
        {
            return target;
        }

        var temporary = Path.Combine(runFolder, Folder, Unfinished + Path.GetFileName(target));
        DeleteIfThere(target);
        Directory.CreateDirectory(temporary);
        SafetensorsWriter.Write(Path.Combine(temporary, ModelFile), state.Tensors, Describe(step));
        StateNumbersJson.Write(Path.Combine(temporary, StateFile), state.Numbers);
        Directory.Move(temporary, target);
        return target;
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="checkpointFolder">A folder that <see cref="Save"/> returned.</param>
    /// <exception cref="StateException">It is not a whole checkpoint.</exception>
    public static StateReader Open(string checkpointFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpointFolder);
        if (!IsWhole(checkpointFolder))
        {
            throw new StateException(
                $"'{checkpointFolder}' is not a checkpoint: looked for {ModelFile} and {StateFile}."
            );
        }

        var numbers = StateNumbersJson.Read(Path.Combine(checkpointFolder, StateFile));
        return new StateReader(SafetensorsFile.Open(Path.Combine(checkpointFolder, ModelFile)), numbers);
    }

    /// <summary>The checkpoints of a run in the order of their steps; unfinished ones are not among them.</summary>
    public static IReadOnlyList<string> List(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        var folder = Path.Combine(runFolder, Folder);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. Directory
                .EnumerateDirectories(folder, Prefix + "*")
                .Where(path => StepOf(path) >= 0 && IsWhole(path))
                .OrderBy(StepOf),
        ];
    }

    /// <summary>The checkpoint with the most steps, or null.</summary>
    public static string? Latest(string runFolder) => List(runFolder).LastOrDefault();

    /// <summary>Deletes all but the latest checkpoints, and what an interrupted save left behind.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="keep">How many stay, at least 1.</param>
    public static void Prune(string runFolder, int keep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        foreach (var path in List(runFolder).SkipLast(keep))
        {
            // Renamed first: a deletion that is interrupted must not leave half a checkpoint under its name.
            var temporary = Path.Combine(Path.GetDirectoryName(path)!, Unfinished + Path.GetFileName(path));
            DeleteIfThere(temporary);
            Directory.Move(path, temporary);
        }

        DeleteUnfinished(runFolder);
    }

    /// <summary>Opens the latest checkpoint of a run; the error about a damaged one names the one before.</summary>
    /// <exception cref="StateException">It is damaged.</exception>
    internal static StateReader OpenLatest(string runFolder, string latest)
    {
        try
        {
            return Open(latest);
        }
        catch (StateException exception)
        {
            var before = List(runFolder)
                .Reverse()
                .SkipWhile(path => path != latest)
                .Skip(1)
                .FirstOrDefault(CanBeOpened);
            throw new StateException(
                exception.Message
                    + (
                        before is null
                            ? " There is no whole checkpoint before it."
                            : $" The checkpoint before it, '{before}', is whole: delete '{latest}' to go on from there."
                    )
            );
        }
    }

    internal static bool IsWhole(string folder) =>
        File.Exists(Path.Combine(folder, ModelFile)) && File.Exists(Path.Combine(folder, StateFile));

    private static string PathOf(string runFolder, long step) =>
        Path.Combine(runFolder, Folder, Prefix + step.ToString("D8", CultureInfo.InvariantCulture));

    private static long StepOf(string path) =>
        long.TryParse(
            Path.GetFileName(path).AsSpan(Prefix.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var step
        )
            ? step
            : -1;

    private static Dictionary<string, string> Describe(long step) =>
        new(StringComparer.Ordinal)
        {
            // What loaders in Python look for, before they accept a file.
            ["format"] = "pt",
            ["step"] = step.ToString(CultureInfo.InvariantCulture),
        };

    private static bool CanBeOpened(string checkpointFolder)
    {
        try
        {
            using var reader = Open(checkpointFolder);
            return true;
        }
        catch (StateException)
        {
            return false;
        }
    }

    private static void DeleteUnfinished(string runFolder)
    {
        var folder = Path.Combine(runFolder, Folder);
        foreach (var path in Directory.Exists(folder) ? Directory.GetDirectories(folder, Unfinished + "*") : [])
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
