using System.Reflection;
using System.Text.RegularExpressions;
using ContrastiveDsl.Documentation.Tests.Reading;
using ContrastiveDsl.Extensions.AI;
using ContrastiveDsl.Images;

namespace ContrastiveDsl.Documentation.Tests.Code;

/// <summary>Members that pages name within text, <c>TrainingRun.Collapse</c> or <c>Norm.Group</c>, are there.</summary>
public sealed partial class NameTests
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly ILookup<string, Type> Types = new[]
    {
        typeof(EncoderAttribute),
        typeof(ImageFolder),
        typeof(OnnxImageEmbeddingGenerator),
    }
        .SelectMany(type => type.Assembly.GetTypes())
        .ToLookup(type => type.Name);

    [Fact]
    public void Members_WithinText_AreThere()
    {
        var named = Repository
            .Pages.Values.Where(page => page.Path != "CHANGELOG.md")
            .SelectMany(page => page.Spans.Select(span => (page.Path, span.Line, span.Text)))
            .Where(span => IsOfAType(span.Text))
            .ToArray();

        named.Should().HaveCountGreaterThan(50);
        var missing = named.Where(span => !IsThere(span.Text)).Select(span => $"{span.Path}:{span.Line}: {span.Text}");
        string.Join('\n', missing).Should().BeEmpty();
    }

    [Theory]
    [InlineData("TrainingRun.Begin(definition, …)", true)]
    [InlineData("Norm.Group", true)]
    [InlineData("TrainingRun.Start", true)]
    [InlineData("TrainingRun.Finish()", false)]
    [InlineData("Norm.Instance", false)]
    public void Member_OfAType_IsFoundOrNot(string text, bool isThere)
    {
        IsOfAType(text).Should().BeTrue();
        IsThere(text).Should().Be(isThere);
    }

    private static bool IsOfAType(string text) =>
        Member().Match(text) is { Success: true } found && Types.Contains(found.Groups["type"].Value);

    private static bool IsThere(string text)
    {
        var found = Member().Match(text);
        return Types[found.Groups["type"].Value].Any(type => type.GetMember(found.Groups["name"].Value, Any) is not []);
    }

    [GeneratedRegex(@"^(?<type>[A-Z]\w+)\.(?<name>[A-Z]\w+)(\(.*\))?$")]
    private static partial Regex Member();
}
