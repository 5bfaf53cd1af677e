using System.Text.RegularExpressions;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>A paper has one year wherever it is cited: that of its first version, which its number tells.</summary>
public sealed partial class CitationTests
{
    [Theory]
    [InlineData("src")]
    [InlineData("docs")]
    public void Papers_InAFolder_HaveTheYearOfTheirNumber(string folder)
    {
        var citations = Directory
            .EnumerateFiles(Path.Combine(RulePage.Root(), folder), "*.*", SearchOption.AllDirectories)
            .Where(file => Text().IsMatch(file) && !Built().IsMatch(file))
            .SelectMany(file => Citation().Matches(LineBreak().Replace(File.ReadAllText(file), " ")))
            .ToArray();

        citations.Should().Contain(citation => citation.Groups["number"].Value.StartsWith("18"));
        citations
            .Where(citation => citation.Groups["year"].Value != citation.Groups["number"].Value[..2])
            .Select(citation => citation.Value)
            .Should()
            .BeEmpty();
    }

    [GeneratedRegex(@"\.(cs|md)$")]
    private static partial Regex Text();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(@"\r?\n\s*(///? )?")]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"(19|20)(?<year>\d\d), \[?arXiv:(?<number>\d{4}\.\d+)")]
    private static partial Regex Citation();
}
