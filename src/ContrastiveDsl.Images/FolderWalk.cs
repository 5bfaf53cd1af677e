using System.IO.Enumeration;

namespace ContrastiveDsl.Images;

/// <summary>Goes through a folder and all folders in it; only the paths of files are kept.</summary>
/// <param name="root">The full path of the folder.</param>
/// <param name="cancellationToken">Stops it.</param>
internal sealed class FolderWalk(string root, CancellationToken cancellationToken)
{
    private const string Settings = "settings.json";
    private const string Metrics = "metrics.jsonl";
    private const string Checkpoints = "checkpoints";
    private static readonly string[] OfDesktops = ["Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r"];

    private readonly List<string> _files = [];

    /// <summary>Where links led that were followed.</summary>
    private readonly HashSet<string> _targets = new(StringComparer.Ordinal);

    /// <summary>Folders that cannot be opened.</summary>
    internal List<BrokenImage> Broken { get; } = [];

    /// <returns>The paths relative to the root, with / between names, in no certain order.</returns>
    internal List<string> Files()
    {
        // The root itself has to open.
        var realRoot = RealPath(root);
        var open = new Stack<string>();
        foreach (var folder in Enter("", Entries(root)))
        {
            open.Push(folder);
        }

        while (open.TryPop(out var path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (IsFollowed(path, realRoot) && Entries(Path.Combine(root, path)) is var entries && !IsRun(entries))
                {
                    foreach (var folder in Enter(path + "/", entries))
                    {
                        open.Push(folder);
                    }
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Broken.Add(new BrokenImage(path, "it is a folder, and " + ImageFolder.ReasonOf(fault)));
            }
        }

        return _files;
    }

    /// <summary>Takes the files of a folder.</summary>
    /// <returns>Its folders, the last one first, so that a stack gives them in order.</returns>
    private IEnumerable<string> Enter(string prefix, List<Entry> entries)
    {
        entries.Sort((one, two) => string.CompareOrdinal(two.Name, one.Name));
        foreach (var entry in entries)
        {
            if (!entry.IsFolder && !OfDesktops.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
            {
                _files.Add(prefix + entry.Name);
            }
        }

        return entries.Where(entry => entry.IsFolder).Select(entry => prefix + entry.Name).ToList();
    }

    private static List<Entry> Entries(string folder)
    {
        var options = new EnumerationOptions
        {
            // Names that begin with a point count as hidden on Unix, as the attribute does on Windows.
            AttributesToSkip = FileAttributes.Hidden,
            IgnoreInaccessible = false,
        };
        return
        [
            .. new FileSystemEnumerable<Entry>(
                folder,
                (ref FileSystemEntry entry) => new Entry(entry.FileName.ToString(), entry.IsDirectory),
                options
            ).Where(entry => !entry.Name.StartsWith('.')),
        ];
    }

    private static bool IsRun(List<Entry> entries) =>
        entries.Contains(new Entry(Settings, IsFolder: false))
        && (entries.Contains(new Entry(Metrics, false)) || entries.Contains(new Entry(Checkpoints, true)));

    /// <summary>A folder is; a link only if it leads to where neither the root nor an earlier link does.</summary>
    private bool IsFollowed(string path, string realRoot)
    {
        var folder = new DirectoryInfo(Path.Combine(root, path));
        if (folder.LinkTarget is null)
        {
            return true;
        }

        var target = RealPath(folder.FullName);
        if (IsWithin(target, realRoot))
        {
            return false;
        }

        for (var outer = target; outer is not null; outer = Path.GetDirectoryName(outer))
        {
            if (_targets.Contains(outer))
            {
                return false;
            }
        }

        return _targets.Add(target);
    }

    private static bool IsWithin(string path, string folder) =>
        path == folder
        || path.StartsWith(
            Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );

    /// <summary>The path with every link in it resolved.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        // Links of links of links: more than a system follows is a cycle.
        for (var links = 0; links < 64; links++)
        {
            if (FirstLink(full) is not { } resolved)
            {
                return full;
            }

            full = resolved;
        }

        throw new IOException("Too many links.");
    }

    /// <summary>The path with the first link in it replaced by where it leads; null if there is none.</summary>
    private static string? FirstLink(string path)
    {
        var top = Path.GetPathRoot(path)!;
        var names = path[top.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var current = top;
        for (var i = 0; i < names.Length; i++)
        {
            current = Path.Combine(current, names[i]);
            if (new DirectoryInfo(current).LinkTarget is { } target)
            {
                var parent = Path.GetDirectoryName(current)!;
                return Path.GetFullPath(Path.Combine([parent, target, .. names[(i + 1)..]]));
            }
        }

        return null;
    }

    /// <param name="Name">The name.</param>
    /// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
    private readonly record struct Entry(string Name, bool IsFolder);
}
