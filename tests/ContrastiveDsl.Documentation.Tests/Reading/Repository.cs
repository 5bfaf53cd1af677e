namespace ContrastiveDsl.Documentation.Tests.Reading;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    private static readonly string[] NotSources = ["bin", "obj", "artifacts", "runs", ".git"];

    /// <summary>The folder with the solution.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>All pages, by their paths.</summary>
    internal static IReadOnlyDictionary<string, Page> Pages { get; } =
        Files(Root, "*.md")
            .Select(path => Page.Parse(Relative(path), File.ReadAllText(path)))
            .OrderBy(page => page.Path, StringComparer.Ordinal)
            .ToDictionary(page => page.Path, StringComparer.Ordinal);

    /// <summary>Whether there is a file or folder of this path, seen from the root.</summary>
    internal static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>The text of a file.</summary>
    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The texts of all C# sources beneath a folder.</summary>
    internal static IEnumerable<string> Sources(string folder) =>
        Files(Path.Combine(Root, folder), "*.cs").Select(File.ReadAllText);

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(folder, pattern)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(child => !NotSources.Contains(Path.GetFileName(child)))
                    .SelectMany(child => Files(child, pattern))
            );

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ContrastiveDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
