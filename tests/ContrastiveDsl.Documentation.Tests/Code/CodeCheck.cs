using System.Text.RegularExpressions;
using ContrastiveDsl.Documentation.Tests.Reading;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Documentation.Tests.Code;

/// <summary>
/// Compiles the C# of a page. All blocks are one program, so that later ones know what earlier ones declare. A block
/// that what a compiler says follows is a program of its own, in which exactly that is said. On the pages of rules each
/// block is its own program, since they show the same class wrong and right.
/// </summary>
internal static partial class CodeCheck
{
    internal const string Language = "csharp";

    /// <summary>A line for each warning or error, and for each that should have been one.</summary>
    internal static async Task<IReadOnlyList<string>> ProblemsAsync(Page page)
    {
        var blocks = page.Blocks.Where(block => block.Language == Language && block.GeneratedFrom is null).ToArray();
        var wrong = blocks.Where(block => Said(block).Any()).ToArray();
        var right = blocks.Except(wrong);
        var programs = page.Path.StartsWith("docs/diagnostics/", StringComparison.Ordinal)
            ? right.Select(block => new[] { block })
            : [right.ToArray()];
        var problems = new List<string>();
        foreach (var program in programs.Where(program => program.Length > 0))
        {
            problems.AddRange((await FindingsAsync(page.Path, program)).Select(finding => Text(finding)));
        }

        foreach (var block in wrong)
        {
            var found = (await FindingsAsync(page.Path, [block])).Select(Sentence).ToArray();
            problems.AddRange(
                found
                    .Except(Said(block))
                    .Select(sentence => $"{page.Path}:{block.Line}: unsaid on the page: {sentence}")
            );
            problems.AddRange(
                Said(block).Except(found).Select(sentence => $"{page.Path}:{block.Line}: no compiler says: {sentence}")
            );
        }

        return [.. problems, .. Misquoted(page)];
    }

    /// <summary>Generated code that a page shows is that of the example, line by line.</summary>
    private static IEnumerable<string> Misquoted(Page page) =>
        page
            .Blocks.Where(block =>
                block.GeneratedFrom is { } name && !Unindented(Example.Generated(name)).Contains(Unindented(block.Text))
            )
            .Select(block =>
                $"{page.Path}:{block.Line}: the generated code of {block.GeneratedFrom} has no such lines"
            );

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));

    /// <summary>The program of a page.</summary>
    internal static IEnumerable<SyntaxTree> Sources(string path, IEnumerable<Block> blocks)
    {
        SyntaxTree[] code = [.. blocks.Select(block => Excerpt.Source(path, block))];
        return code.Concat(Surroundings.Of(path, code));
    }

    private static Task<IReadOnlyList<Diagnostic>> FindingsAsync(string path, IEnumerable<Block> blocks) =>
        Compiler.FindingsAsync(Compiler.Project(Sources(path, blocks)));

    /// <summary>What the page lets the compiler say of a block.</summary>
    private static IEnumerable<string> Said(Block block) =>
        block.Next is { Language: "" } next ? next.Lines.Where(line => Finding().IsMatch(line)) : [];

    private static string Sentence(Diagnostic finding) =>
        $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.GetMessage()}";

    private static string Text(Diagnostic finding)
    {
        var at = finding.Location.GetLineSpan();
        return $"{at.Path} +{at.StartLinePosition.Line}: {Sentence(finding)}";
    }

    [GeneratedRegex(@"^(error|warning) [A-Z]+\d+: ")]
    private static partial Regex Finding();
}
