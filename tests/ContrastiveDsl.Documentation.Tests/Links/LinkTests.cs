using ContrastiveDsl.Documentation.Tests.Reading;

namespace ContrastiveDsl.Documentation.Tests.Links;

public sealed class LinkTests
{
    private const string Index = "docs/README.md";

    [Fact]
    public void Links_OfEveryPage_LeadSomewhere()
    {
        var check = new LinkCheck(Repository.Pages, Repository.Has);

        Repository.Pages.Values.Sum(page => page.Links.Count).Should().BeGreaterThan(100);
        string.Join('\n', Repository.Pages.Values.SelectMany(check.Problems)).Should().BeEmpty();
    }

    [Fact]
    public void Index_OfTheDocumentation_HasEveryPage()
    {
        string[] indices = [Index, "docs/methods/README.md"];
        var linked = indices
            .Select(path => Repository.Pages[path])
            .SelectMany(page => page.Links.Select(link => $"{page.Folder}/{link.Target.Split('#')[0]}"))
            .ToHashSet();

        Repository
            .Pages.Keys.Where(path => path.StartsWith("docs/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("docs/diagnostics/CDSL", StringComparison.Ordinal) && path != Index)
            .Should()
            .BeSubsetOf(linked);
    }

    [Theory]
    [InlineData("[a](other.md)")]
    [InlineData("[a](other.md#what-it-costs-20-)")]
    [InlineData("[a](#here-again-1)")]
    [InlineData("![a](../picture.png)")]
    [InlineData("[![a](../picture.png)](other.md)")]
    [InlineData("[a](https://example.org/page#part)")]
    [InlineData("`[a](nothing.md)` is how a link is written")]
    [InlineData("```\n[a](nothing.md)\n```")]
    public void Link_ThatLeadsSomewhere_IsNoProblem(string text) => Problems(text).Should().BeEmpty();

    [Theory]
    [InlineData("[a](nothing.md)", "docs/page.md:5: there is no 'nothing.md'")]
    [InlineData("![a](../nothing.png)", "docs/page.md:5: there is no '../nothing.png'")]
    [InlineData("[![a](nothing.png)](other.md)", "docs/page.md:5: there is no 'nothing.png'")]
    [InlineData("[a](../../outside.md)", "docs/page.md:5: there is no '../../outside.md'")]
    [InlineData("[a](other.md#nothing)", "docs/page.md:5: 'docs/other.md' has no heading '#nothing'")]
    [InlineData("[a](#here-again-2)", "docs/page.md:5: 'docs/page.md' has no heading '#here-again-2'")]
    [InlineData("[a](../picture.png#part)", "docs/page.md:5: 'picture.png' has no heading '#part'")]
    public void Link_ThatLeadsNowhere_IsNamedWithItsLine(string text, string problem) =>
        Problems(text).Should().Equal(problem);

    private static IEnumerable<string> Problems(string text)
    {
        var page = Page.Parse("docs/page.md", "# Here again\n\n# Here again\n\n" + text);
        var other = Page.Parse("docs/other.md", "## What it *costs* (20 %)\n");
        var pages = new[] { page, other }.ToDictionary(candidate => candidate.Path);
        return new LinkCheck(pages, path => pages.ContainsKey(path) || path == "picture.png").Problems(page);
    }
}
