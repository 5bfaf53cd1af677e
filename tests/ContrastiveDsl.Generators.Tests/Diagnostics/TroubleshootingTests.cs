using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>What docs/troubleshooting.md says that the compiler answers is what it answers.</summary>
public sealed partial class TroubleshootingTests
{
    /// <summary>The rows of its table: what is written, the error, what is right.</summary>
    public static TheoryData<string, string, string> Spellings
    {
        get
        {
            var page = File.ReadAllText(Path.Combine(RulePage.Root(), "docs", "troubleshooting.md"));
            var rows = new TheoryData<string, string, string>();
            foreach (Match row in Row().Matches(page))
            {
                rows.Add(row.Groups["written"].Value, row.Groups["error"].Value, row.Groups["right"].Value);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Spelling_OfTheTable_IsAnsweredAsItSays(string written, string error, string right)
    {
        ErrorsOf(written).Should().Equal(error);
        ErrorsOf(right).Should().BeEmpty();
    }

    [Fact]
    public void Table_OfSpellings_IsThere() => Spellings.Count.Should().BeGreaterThan(5);

    /// <summary>The compiler's errors alone: nothing is generated.</summary>
    private static IEnumerable<string> ErrorsOf(string attribute) =>
        Analysis
            .Compile("using ContrastiveDsl;\n" + attribute + "\npublic partial class Declared;")
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id)
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(
        @"^\| `(?<written>\[[^`]+\])` \| (?<error>CS[0-9]{4}) \| `(?<right>\[[^`]+\])`",
        RegexOptions.Multiline
    )]
    private static partial Regex Row();
}
