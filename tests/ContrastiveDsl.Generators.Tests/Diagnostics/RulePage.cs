using System.Text.RegularExpressions;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>
/// The page of a rule: what it shows is compiled, so that no page can be wrong and no rule can be dead.
/// </summary>
/// <param name="Id">Id of the rule.</param>
/// <param name="Invalid">
/// The example that the rule fires on, or <see langword="null"/> where the fault is none of the source's.
/// </param>
/// <param name="Place">The source text that is reported.</param>
/// <param name="Message">The message.</param>
/// <param name="Fixed">The example put right.</param>
internal sealed partial record RulePage(string Id, string? Invalid, string Place, string Message, string Fixed)
{
    /// <summary>What it says that an editor offers for its example; empty where it says nothing.</summary>
    public string Offered { get; private init; } = string.Empty;

    public static IReadOnlyList<RulePage> All { get; } = Load();

    /// <summary>
    /// Faults of the project, of the images and of the tool itself, which no source shows; they have tests of their
    /// own.
    /// </summary>
    public static IReadOnlyList<string> BeyondSource { get; } =
    ["CDSL0014", "CDSL0031", "CDSL1032", "CDSL1033", "CDSL2012", "CDSL3002", "CDSL9999"];

    private static List<RulePage> Load() =>
        [
            .. Directory
                .GetFiles(Path.Combine(Root(), "docs", "diagnostics"), "CDSL*.md")
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ];

    private static RulePage Read(string path)
    {
        var id = Path.GetFileNameWithoutExtension(path);
        var text = File.ReadAllText(path);
        var match = Layout().Match(text);
        return match.Success
            ? new RulePage(
                id,
                match.Groups["invalid"].Value,
                match.Groups["place"].Value,
                match.Groups["message"].Value,
                match.Groups["fixed"].Value
            )
            {
                Offered = Offers().Match(text).Groups["offered"].Value,
            }
            : new RulePage(id, null, string.Empty, string.Empty, string.Empty);
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ContrastiveDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }

    [GeneratedRegex(@"^An editor offers: (?<offered>.*)\.$", RegexOptions.Multiline)]
    private static partial Regex Offers();

    [GeneratedRegex(
        @"## Invalid\n\n```csharp\n(?<invalid>.*?)\n```\n\nReported at `(?<place>[^`]*)`:\n\n> (?<message>[^\n]*)\n\n## Fixed\n\n```csharp\n(?<fixed>.*?)\n```\n$",
        RegexOptions.Singleline
    )]
    private static partial Regex Layout();
}
