using System.Globalization;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.State;

/// <summary>
/// The checkpoints of a run folder: <c>checkpoints/step-00000390/</c> with <c>model.safetensors</c> and
/// <c>state.json</c>. A checkpoint is written to a temporary folder, forced to the disk and then renamed, so that what
/// bears the name is whole; <c>state.json</c> holds the hash of the tensors and one of itself, so that damage that
/// comes later is seen.
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
    private const string ShorterRun = "-of-shorter-run";

    /// <summary>
    /// Told what has just been done to the disk on behalf of whoever set it; for tests, which end the process there, or
    /// fail.
    /// </summary>
    internal static readonly AsyncLocal<Action<string>?> Watch = new();

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
        return Write(runFolder, step, state.Tensors, state.Numbers);
    }

    /// <summary>The hash of a checkpoint's tensors, which tells its weights from others of the same step.</summary>
    /// <exception cref="StateException">Its numbers are not as they were written.</exception>
    internal static string WeightsHash(string checkpoint) =>
        State.StateFile.Read(Path.Combine(checkpoint, StateFile)).Model;

    /// <summary>As from a writer; what an attempt that fails has written is deleted again.</summary>
    internal static string Write(
        string runFolder,
        long step,
        IReadOnlyDictionary<string, TorchSharp.torch.Tensor> tensors,
        IReadOnlyDictionary<string, StateNumber> numbers
    )
    {
        var target = PathOf(runFolder, step);
        var isThere = IsWhole(target);
        if (!isThere && Directory.Exists(target))
        {
            // Something took a part of it.
            DeleteSoon(target);
        }

        DeleteUnfinished(runFolder);
        if (isThere)
        {
            return target;
        }

        var temporary = Path.Combine(runFolder, Folder, Unfinished + Path.GetFileName(target));
        try
        {
            WriteInto(MakeFolder(runFolder, temporary), step, tensors, numbers);
            Directory.Move(temporary, target);
        }
        catch
        {
            // The room that it takes may be what is missing.
            TryDelete(temporary);
            throw;
        }

        Done("renamed");
        FolderFlush.Flush(Path.Combine(runFolder, Folder));
        Done("durable");
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

        var numbers = RequireIntact(checkpointFolder).Numbers;
        return new StateReader(SafetensorsFile.Open(Path.Combine(checkpointFolder, ModelFile)), numbers);
    }

    /// <summary>
    /// The checkpoints of a run in the order of their steps; unfinished ones, and those of which a file is missing, are
    /// not among them.
    /// </summary>
    public static IReadOnlyList<string> List(string runFolder) => [.. Named(runFolder).Where(IsWhole)];

    /// <summary>What bears the name of a checkpoint, in the order of the steps.</summary>
    private static IReadOnlyList<string> Named(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        var folder = Path.Combine(runFolder, Folder);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateDirectories(folder, Prefix + "*").Where(path => StepOf(path) >= 0).OrderBy(StepOf),
        ];
    }

    /// <summary>The checkpoint with the most steps, or null.</summary>
    public static string? Latest(string runFolder) => List(runFolder).LastOrDefault();

    /// <summary>Whether anything bears the name of a checkpoint, be it whole or not.</summary>
    internal static bool IsAny(string runFolder) => Named(runFolder).Count > 0;

    /// <summary>The checkpoint from which a run goes on: the latest, or null where there is none.</summary>
    /// <exception cref="StateException">
    /// A file of a later one is missing, so that steps would be taken again that were saved.
    /// </exception>
    internal static string? LatestToGoOn(string runFolder)
    {
        var broken = Broken(runFolder);
        if (broken.Count == 0)
        {
            return Latest(runFolder);
        }

        var delete = string.Join(", ", broken.Select(path => $"'{path}'"));
        throw new StateException(
            $"Missing: {MissingIn(broken[0])}. Bring that back, or delete {delete} to "
                + (
                    List(runFolder).LastOrDefault(CanBeOpened) is { } before
                        ? $"go on from the checkpoint before, '{before}', which is whole."
                        : "begin anew: there is no whole checkpoint before."
                )
        );
    }

    /// <summary>
    /// What to tell those who only look: that the latest checkpoint is not the last one that was saved. Null where it
    /// is, and where there is none.
    /// </summary>
    internal static string? Caution(string runFolder) =>
        Latest(runFolder) is { } latest && Broken(runFolder) is [var last, ..]
            ? $"Missing: {MissingIn(last)}. What follows is of '{latest}'."
            : null;

    /// <summary>Those that lack a file and come after all that do not, the last one first.</summary>
    private static IReadOnlyList<string> Broken(string runFolder)
    {
        var saved = Latest(runFolder) is { } latest ? StepOf(latest) : -1;
        return [.. Named(runFolder).Where(path => StepOf(path) > saved && !IsWhole(path)).Reverse()];
    }

    private static string MissingIn(string checkpointFolder) =>
        string.Join(
            " and ",
            new[] { ModelFile, StateFile }
                .Select(name => Path.Combine(checkpointFolder, name))
                .Where(path => !File.Exists(path))
                .Select(path => $"'{path}'")
        );

    /// <summary>
    /// The checkpoint with the best score, or where none was measured with the lowest mean loss of an epoch, as
    /// <c>checkpoints/best.json</c> names it; null where there is none.
    /// </summary>
    public static string? Best(string runFolder) =>
        BestCheckpoint.Read(runFolder) is { } best ? At(runFolder, best.Step) : null;

    /// <summary>Deletes all but the latest checkpoints, and what an interrupted save left behind.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="keep">How many stay, at least 1.</param>
    /// <param name="alsoKeep">The steps of those that stay too, if any.</param>
    public static void Prune(string runFolder, int keep, IReadOnlyCollection<long>? alsoKeep = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        foreach (var path in List(runFolder).SkipLast(keep).Where(path => alsoKeep?.Contains(StepOf(path)) != true))
        {
            DeleteSoon(path);
        }

        DeleteUnfinished(runFolder);
    }

    /// <summary>
    /// Takes a run back to a step, so that its checkpoint is the latest: of those after it the last one stays under
    /// another name, as what a run of fewer epochs ended with, and the others are deleted.
    /// </summary>
    /// <returns>The one that stays; null where there is none after the step.</returns>
    internal static string? TakeBack(string runFolder, long step)
    {
        string? last = null;
        // From the last one on: whatever interrupts this, those that are left are the checkpoints of the shorter run.
        foreach (var path in Named(runFolder).Where(path => StepOf(path) > step).Reverse())
        {
            if (last is null && IsWhole(path))
            {
                last = NameOfShorterRun(path);
                DeleteIfThere(last);
                Directory.Move(path, last);
            }
            else
            {
                DeleteSoon(path);
            }
        }

        if (last is not null)
        {
            DeleteUnfinished(runFolder);
            FolderFlush.Flush(Path.Combine(runFolder, Folder));
        }

        return last;
    }

    /// <summary>Where <see cref="TakeBack"/> leaves the latest checkpoint.</summary>
    internal static string NameOfShorterRun(string latest) => latest + ShorterRun;

    /// <summary>
    /// The checkpoint of a name as <see cref="TakeBack"/> left it; null where it left none, or not all of it is there.
    /// </summary>
    internal static string? OfShorterRun(string runFolder, string name) =>
        NameOfShorterRun(Path.Combine(runFolder, Folder, name)) is var path && IsWhole(path) ? path : null;

    /// <summary>The checkpoint of a step, or null.</summary>
    internal static string? At(string runFolder, long step) =>
        PathOf(runFolder, step) is var path && IsWhole(path) ? path : null;

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

    /// <summary>Checks that a checkpoint's files are as they were written, and are those of its step.</summary>
    /// <exception cref="StateException">They are not.</exception>
    internal static StateFile RequireIntact(string checkpointFolder)
    {
        var state = State.StateFile.Read(Path.Combine(checkpointFolder, StateFile));
        var model = Path.Combine(checkpointFolder, ModelFile);
        if (ContentHash.OfFile(model) != state.Model)
        {
            throw new StateException(
                $"'{model}' is not as it was written: its bytes do not have the hash that {StateFile} beside it names."
            );
        }

        var named = StepOf(Path.TrimEndingDirectorySeparator(Path.GetFullPath(checkpointFolder)));
        return named < 0 || named == state.Step
            ? state
            : throw new StateException(
                $"'{checkpointFolder}' holds the checkpoint of step {state.Step.ToString(CultureInfo.InvariantCulture)}: it was renamed or swapped."
            );
    }

    /// <summary>Makes the folder to write into; a new folder of all checkpoints lasts too.</summary>
    private static string MakeFolder(string runFolder, string temporary)
    {
        var isFirst = !Directory.Exists(Path.Combine(runFolder, Folder));
        Directory.CreateDirectory(temporary);
        if (isFirst)
        {
            FolderFlush.Flush(runFolder);
        }

        Done("begun");
        return temporary;
    }

    private static void WriteInto(
        string folder,
        long step,
        IReadOnlyDictionary<string, TorchSharp.torch.Tensor> tensors,
        IReadOnlyDictionary<string, StateNumber> numbers
    )
    {
        string hash;
        using (
            var file = new FileStream(
                Path.Combine(folder, ModelFile),
                FileMode.Create,
                FileAccess.Write,
                FileShare.None
            )
        )
        {
            using var stream = new HashingStream(file, _ => Done("written"));
            SafetensorsWriter.Write(stream, tensors, Describe(step));
            file.Flush(flushToDisk: true);
            hash = stream.Hash;
        }

        Done("tensors");
        new StateFile(step, hash, numbers).Write(Path.Combine(folder, StateFile));
        FolderFlush.Flush(folder);
        Done("numbers");
    }

    private static string PathOf(string runFolder, long step) =>
        Path.Combine(runFolder, Folder, Prefix + step.ToString("D8", CultureInfo.InvariantCulture));

    /// <summary>The step in the name of a checkpoint's folder; -1 for other names.</summary>
    internal static long StepOf(string path) =>
        Path.GetFileName(path) is var name
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
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

    /// <summary>
    /// Renames first: a deletion that is interrupted must not leave half a checkpoint under its name.
    /// </summary>
    private static void DeleteSoon(string path)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, Unfinished + Path.GetFileName(path));
        DeleteIfThere(temporary);
        Directory.Move(path, temporary);
        Done("to be deleted");
    }

    private static void Done(string what) => Watch.Value?.Invoke(what);

    private static void TryDelete(string folder)
    {
        try
        {
            DeleteIfThere(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure before this one is what matters; the next save tries again.
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
