using System.Text.RegularExpressions;
using ContrastiveDsl.Documentation.Tests.Reading;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Documentation.Tests.Code;

public sealed partial class CodeTests
{
    /// <summary>
    /// Pages of rules that show what is wrong and right are tested with the rules; what lies beside tests shows files
    /// of theirs.
    /// </summary>
    public static TheoryData<string> Pages =>
        new(
            Repository
                .Pages.Values.Where(page => !page.Path.StartsWith("tests/", StringComparison.Ordinal))
                .Where(page => page.Blocks.Any(block => block.Language == CodeCheck.Language))
                .Where(page => !Repository.Read(page.Path).Contains("\nReported at `", StringComparison.Ordinal))
                .Select(page => page.Path)
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Code_OfAPage_Compiles(string page) =>
        string.Join('\n', await CodeCheck.ProblemsAsync(Repository.Pages[page])).Should().BeEmpty();

    [Fact]
    public void Attributes_WithinText_AreAsWritten()
    {
        var written = Repository
            .Pages.Values.SelectMany(page => page.Spans.Select(span => (page.Path, span.Line, span.Text)))
            .Where(span => Attribute().IsMatch(span.Text) && !span.Text.Contains('…'))
            // What a table says that the compiler refuses, it does: TroubleshootingTests.
            .Where(span => !Repository.Read(span.Path).Contains($"| `{span.Text}` | CS", StringComparison.Ordinal))
            .ToArray();
        var sources = written.Select(
            (span, index) =>
                // A name alone stands for any use of the attribute.
                span.Text.Contains('(')
                    ? Compiler.Parse(
                        $"{Letter().Replace(span.Text, "2")} class Written{index};",
                        $"{span.Path}:{span.Line} {span.Text}"
                    )
                    : Compiler.Parse(
                        $"class Written{index} : {span.Text[1..^1]}Attribute;",
                        $"{span.Path}:{span.Line} {span.Text}"
                    )
        );

        var project = Compiler.Project(
            sources.Append(Compiler.Parse("global using ContrastiveDsl; global using System.Diagnostics.CodeAnalysis;"))
        );

        written.Should().HaveCountGreaterThan(100);
        var wrong = project
            .GetDiagnostics()
            .Where(finding => finding.Severity == DiagnosticSeverity.Error && finding.Id is not ("CS0509" or "CS7036"))
            .Select(finding => $"{finding.Location.GetLineSpan().Path}: {finding.GetMessage()}");
        string.Join('\n', wrong).Should().BeEmpty();
    }

    /// <summary>A letter that stands for a number.</summary>
    [GeneratedRegex(@"\b[A-Z]\b")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^\[[A-Z][a-z]\w*(\(.*\))?\]$")]
    private static partial Regex Attribute();
}
