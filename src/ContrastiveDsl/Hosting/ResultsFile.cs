using ContrastiveDsl.State;

namespace ContrastiveDsl.Hosting;

/// <summary>The file in which a comparison notes finished runs, a line each below a line of names.</summary>
internal sealed class ResultsFile
{
    private readonly string path;
    private readonly List<string> lines;

    /// <summary>Opens the file, which need not exist.</summary>
    /// <param name="path">What <c>--results</c> says.</param>
    /// <exception cref="InputException">The path is a folder's, or the file holds something else.</exception>
    internal ResultsFile(string path)
    {
        this.path = path;
        OutputFile.RequireFile("--results", path);
        lines = File.Exists(path) ? [.. File.ReadLines(path)] : [];
        if (lines.Count > 0 && lines[0] is not (ResultLine.Header or ResultLine.ProbedHeader or ResultLine.ShortHeader))
        {
            throw new InputException(
                $"--results is '{path}', which holds something else than results of a comparison; name another file."
            );
        }
    }

    /// <summary>The folder of the runs that are noted here.</summary>
    internal string RunsFolder => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "runs");

    /// <summary>
    /// The results, in the order of the file. What is no whole result, such as half a line, counts for nothing and
    /// stays.
    /// </summary>
    internal IReadOnlyList<ComparisonResult> Results => [.. lines.Select(ResultLine.Read).OfType<ComparisonResult>()];

    /// <summary>The runs that have a result of everything that is asked for.</summary>
    /// <param name="fineTuned">Whether fine-tuning is.</param>
    internal IReadOnlySet<ComparedRun> Runs(bool fineTuned) =>
        Results
            .Where(result => result.Probed is { } probed && (!fineTuned || probed.IsFineTuned))
            .Select(result => result.Run)
            .ToHashSet();

    /// <summary>Opens the file for a comparison, alone: a second one cannot until this is disposed.</summary>
    /// <exception cref="InputException">Another comparison is at work on it; or as when it is only read.</exception>
    internal static (FileLock Held, ResultsFile File) Hold(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = path + ".lock";
        var held = FileLock.TryTake(file)
            ?? throw new InputException(
                $"Another comparison{FileLock.HolderOf(file)} is at work on '{path}'; wait for its end, or name another file."
            );
        return (held, new ResultsFile(path));
    }

    /// <summary>Adds a result. The file is whole at any time: as before, or with the line.</summary>
    internal void Add(ComparisonResult result)
    {
        if (lines.Count == 0)
        {
            lines.Add("");
        }

        // A file from before encoders were probed, or images noted, gets the names of what is in the lines to come.
        lines[0] = ResultLine.Header;
        lines.Add(ResultLine.Write(result));
        AtomicFile.Write(path, string.Concat(lines.Select(line => line + "\n")));
    }
}
