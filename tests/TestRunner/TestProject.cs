using System.Diagnostics;
using System.Xml.Linq;

namespace ContrastiveDsl.Testing;

/// <summary>A test project of the repository, built, or a part of its tests.</summary>
/// <param name="name">Its name.</param>
/// <param name="assembly">The assembly with its tests.</param>
/// <param name="settings">The settings file that <c>dotnet test</c> takes for the project.</param>
/// <param name="part">The filter that chooses its tests; null for all of them.</param>
internal sealed class TestProject(string name, string assembly, string settings, string? part = null)
{
    internal string Name => name;

    internal bool IsBuilt => File.Exists(assembly);

    /// <summary>The projects beneath a folder that say they are test projects, in the order of their names.</summary>
    internal static IEnumerable<TestProject> Of(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Order(StringComparer.Ordinal)
            .SelectMany(project => Directory.EnumerateFiles(project, "*.csproj"))
            .Where(file => XDocument.Load(file).Descendants("IsTestProject").Any(property => property.Value == "true"))
            .Select(file => (Folder: Path.GetDirectoryName(file)!, Name: Path.GetFileNameWithoutExtension(file)))
            .Select(project => new TestProject(
                project.Name,
                Path.Combine(project.Folder, "bin", "Debug", "net10.0", project.Name + ".dll"),
                Path.Combine(folder, "tests.runsettings")
            ));

    /// <summary>Its tests outside of a namespace beneath it, and those in there.</summary>
    internal IEnumerable<TestProject> SplitBy(string space) =>
        [
            new(name, assembly, settings, $"FullyQualifiedName!~.{space}."),
            new($"{name}.{space}", assembly, settings, $"FullyQualifiedName~.{space}."),
        ];

    /// <summary>Runs the tests in a process of their own.</summary>
    /// <param name="results">A folder for its files.</param>
    /// <param name="contained">What the full names of tests to run contain; null for all tests.</param>
    internal ProjectReport Run(string results, string? contained)
    {
        var file = name + ".trx";
        string[] words =
        [
            "test",
            assembly,
            "--settings",
            settings,
            "--blame",
            // A test that hangs is named.
            "--blame-hang-timeout",
            "30m",
            "--blame-hang-dump-type",
            "none",
            .. Filter(contained, part),
            "--logger",
            $"trx;LogFileName={file}",
            "--results-directory",
            results,
        ];
        var start = new ProcessStartInfo("dotnet", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The report looks for a word of it.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var log = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        var reported = TestResults.Read(Path.Combine(results, file));
        return new ProjectReport(name, process.ExitCode, reported, log, contained is not null);
    }

    /// <summary>The display name adds the arguments of a theory.</summary>
    internal static IReadOnlyList<string> Filter(string? contained, string? part = null)
    {
        var named = contained is null
            ? null
            : $"FullyQualifiedName~{Escaped(contained)}|DisplayName~{Escaped(contained)}";
        return (named, part) switch
        {
            (null, null) => [],
            (not null, not null) => ["--filter", $"({named})&({part})"],
            _ => ["--filter", named ?? part!],
        };
    }

    /// <summary>In a filter these characters mean something else than themselves.</summary>
    private static string Escaped(string text) =>
        string.Concat(text.Select(letter => @"\()&|=!~".Contains(letter) ? @"\" + letter : letter.ToString()));
}
