using System.Reflection;
using System.Text.RegularExpressions;

namespace ContrastiveDsl.Language.Tests;

public sealed class RuleCatalogueTests
{
    public static TheoryData<string> Ids
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var rule in RuleCatalogue.All)
            {
                data.Add(rule.Id);
            }

            return data;
        }
    }

    [Fact]
    public void All_EveryRuleConstant_IsListedOnce()
    {
        var constants = typeof(Rule)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Rule))
            .Select(field => (Rule)field.GetValue(null)!);

        RuleCatalogue.All.Should().BeEquivalentTo(constants).And.OnlyHaveUniqueItems(rule => rule.Id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Words_AreShortAndComplete(string id)
    {
        var rule = RuleCatalogue.All.Single(candidate => candidate.Id == id);

        rule.Id.Should().MatchRegex("^CDSL[0-9]{4}$");
        rule.Title.Split(' ').Length.Should().BeLessThanOrEqualTo(8);
        rule.Title.Should().NotEndWith(".");
        rule.Message.Should().MatchRegex(@"(\.|\{[0-9]\})$", "a message is made of sentences").And.NotContain("!");
    }

    /// <summary>A value that nobody wrote is said to be missing: a rule that tells a value says which it is.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_ThatTellsAValue_SaysWhichItIs(string id)
    {
        var rule = RuleCatalogue.All.Single(candidate => candidate.Id == id);
        var told = Regex.Match(rule.Message, @"it is \{(\d)\}");

        rule.Value.Should().Be(told.Success ? int.Parse(told.Groups[1].Value) : null);
    }

    /// <summary>Messages spell as identifiers do, which are beside them: <c>[Normalize]</c>.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Words_AreAmerican(string id)
    {
        var rule = RuleCatalogue.All.Single(candidate => candidate.Id == id);

        (rule.Title + " " + rule.Message)
            .Should()
            .NotMatchRegex(
                "(?i)(normali|recogni|standardi|initiali)s(e|ed|es|ing|ation)|colour|grey|neighbour|labelled"
            );
    }

    /// <summary>Every rule has a page, with an example of the fault and of its repair.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_Page_ShowsFaultAndRepair(string id)
    {
        var rule = RuleCatalogue.All.Single(candidate => candidate.Id == id);
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "diagnostics", id + ".md"));

        page.Should().StartWith($"# {id}: {rule.Title}\n").And.Contain(rule.Severity.ToString());
        Regex.Count(page, "^> ", RegexOptions.Multiline).Should().Be(1, "the page shows the message");
        if (id != InternalRules.Failure.Id)
        {
            page.Should().Contain("## Invalid").And.Contain("## Fixed");
        }
    }

    [Fact]
    public void Pages_EveryOne_BelongsToARule()
    {
        var pages = Directory
            .GetFiles(Path.Combine(Root(), "docs", "diagnostics"), "CDSL*.md")
            .Select(Path.GetFileNameWithoutExtension);

        pages.Should().BeEquivalentTo(RuleCatalogue.All.Select(rule => rule.Id));
    }

    [Fact]
    public void Index_EveryRule_IsListedAsItIs()
    {
        var rows = File.ReadLines(Path.Combine(Root(), "docs", "diagnostics", "README.md"))
            .Where(line => line.StartsWith("| [", StringComparison.Ordinal));

        rows.Should()
            .BeEquivalentTo(
                RuleCatalogue.All.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Severity} | {rule.Title} |")
            );
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ContrastiveDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
