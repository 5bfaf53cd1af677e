using System.Text.RegularExpressions;

namespace ContrastiveDsl.Documentation.Tests.Reading;

/// <summary>A page of Markdown, as far as it can be checked.</summary>
/// <param name="Path">Its path from the root of the repository, with slashes.</param>
/// <param name="Blocks">Fenced blocks, in order.</param>
/// <param name="Links">Targets of links and images with the line of each.</param>
/// <param name="Spans">Code within text with the line of each.</param>
/// <param name="Anchors">Names of its headings, by which links reach them.</param>
internal sealed partial record Page(
    string Path,
    IReadOnlyList<Block> Blocks,
    IReadOnlyList<(string Target, int Line)> Links,
    IReadOnlyList<(string Text, int Line)> Spans,
    IReadOnlySet<string> Anchors
)
{
    /// <summary>
    /// What a fence may say. Another word, such as a misspelt one, would leave its block out of every check.
    /// </summary>
    private static readonly string[] Languages = ["", "csharp", "sh", "bash", "xml", "python", "text"];

    /// <summary>The folder of the page, seen from the root; empty for the root.</summary>
    internal string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    internal static Page Parse(string path, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var blocks = new List<Block>();
        var prose = new string[lines.Length];
        for (var index = 0; index < lines.Length; index++)
        {
            prose[index] = lines[index];
            var fence = Fence().Match(lines[index]);
            if (!fence.Success)
            {
                continue;
            }

            var end = EndOf(lines, index, path);
            var indent = fence.Groups["indent"].Length;
            var language = fence.Groups["language"].Value;
            if (!Languages.Contains(language))
            {
                throw new FormatException($"{path}: no check knows '{language}', the language of line {index + 1}.");
            }

            var content = lines[(index + 1)..end].Select(line => line.Length >= indent ? line[indent..] : line);
            blocks.Add(
                new Block(language, string.Join('\n', content), index + 2)
                {
                    GeneratedFrom = GeneratedFrom(lines[..index]),
                }
            );
            Array.Fill(prose, string.Empty, index, end - index + 1);
            index = end;
        }

        return new Page(path, Linked(blocks, lines), ReadLinks(prose), ReadSpans(prose), ReadAnchors(prose));
    }

    private static string? GeneratedFrom(string[] before) =>
        before.LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } above
        && Origin().Match(above) is { Success: true } found
            ? found.Groups["class"].Value
            : null;

    private static int EndOf(string[] lines, int start, string path)
    {
        var end = Array.FindIndex(lines, start + 1, line => line.Trim() == "```");
        return end >= 0 ? end : throw new FormatException($"{path}: the block of line {start + 1} has no end.");
    }

    private static List<Block> Linked(List<Block> blocks, string[] lines)
    {
        for (var index = blocks.Count - 2; index >= 0; index--)
        {
            var (block, next) = (blocks[index], blocks[index + 1]);
            // Behind the block its own fence stands, before the next one that one's.
            var between = lines[(block.Line + block.Lines.Count())..(next.Line - 2)];
            if (between.All(string.IsNullOrWhiteSpace))
            {
                blocks[index] = block with { Next = next };
            }
        }

        return blocks;
    }

    private static List<(string Target, int Line)> ReadLinks(string[] prose) =>
        [
            .. prose.SelectMany(
                (line, index) =>
                    Link()
                        .Matches(CodeSpan().Replace(line, ""))
                        .Select(link => (link.Groups["target"].Value, index + 1))
            ),
        ];

    private static List<(string Text, int Line)> ReadSpans(string[] prose) =>
        [
            .. prose.SelectMany(
                (line, index) => CodeSpan().Matches(line).Select(span => (span.Groups["text"].Value, index + 1))
            ),
        ];

    /// <summary>
    /// As GitHub names headings: small letters, hyphens for spaces, a number for the second of a name.
    /// </summary>
    private static HashSet<string> ReadAnchors(string[] prose)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in prose.Select(line => Heading().Match(line)).Where(match => match.Success))
        {
            var text = LinkText().Replace(heading.Groups["text"].Value, "${text}").Trim().ToLowerInvariant();
            var name = NotInAnchor().Replace(text, "").Replace(' ', '-');
            var unique = name;
            for (var number = 1; !anchors.Add(unique); number++)
            {
                unique = $"{name}-{number}";
            }
        }

        return anchors;
    }

    [GeneratedRegex("^<!-- From the generated code of (?<class>\\w+). -->$")]
    private static partial Regex Origin();

    [GeneratedRegex(@"^(?<indent> *)```(?<language>\S*) *$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^()\s]+(\([^()\s]*\)[^()\s]*)?)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^#{1,6} (?<text>.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M} _-]")]
    private static partial Regex NotInAnchor();
}
