using ContrastiveDsl.Reporting;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class ShownLinesTests
{
    [Theory]
    [InlineData("a name", "a name")]
    [InlineData("über 图 e\u0301 \U0001f600 C:\\new", "über 图 e\u0301 \U0001f600 C:\\new")]
    [InlineData("\u001b[2J", @"\x1b[2J")]
    [InlineData("a\nb\r\tc\0", @"a\nb\r\tc\x00")]
    [InlineData("\u009b31m\u007f", @"\x9b31m\x7f")]
    [InlineData("gpj.\u202egnp\u2069\u2028", @"gpj.\u202egnp\u2069\u2028")]
    public void Visible_ControlCodes_AreWrittenOut(string text, string shown) => Visible.Of(text).Should().Be(shown);

    [Theory]
    [InlineData("one two three four", 9, "one two|  three|  four")]
    [InlineData("one two three four", 18, "one two three four")]
    [InlineData("one two three four", null, "one two three four")]
    [InlineData("  row  one two", 8, "  row|    one|    two")]
    [InlineData("error: '/a/long/path' is none", 10, "error:|  '/a/long/path'|  is none")]
    [InlineData("/a/long/path/of/one/word", 5, "/a/long/path/of/one/word")]
    [InlineData("a\nb c", 5, @"a\nb|  c")]
    public void Of_WiderThanTheTerminal_BreaksBetweenWordsAlone(string text, int? width, string lines) =>
        ShownLines.Of(text, width).Should().Equal(lines.Split('|'));

    [Fact]
    public void Error_LineWithCodes_IsOneLine()
    {
        var run = Invocation.With(terminal =>
        {
            terminal.Error.WriteLine("error: 'a\n\u001b[31mb'");
            return 0;
        });

        run.Error.Should().Be(@"error: 'a\n\x1b[31mb'" + Environment.NewLine);
    }

    [Fact]
    public void Error_OfATerminal_HasItsWidth()
    {
        using var text = new StringWriter();

        new ErrorLines(text, width: () => 12).WriteLine("error: a long story");

        text.ToString().Should().Be(string.Join(Environment.NewLine, "error: a", "  long story", ""));
    }

    /// <summary>What the parser writes fits by itself.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Examples_OfEachVerb_FitIntoALine(bool hasData)
    {
        var data = hasData ? new DefaultData("photos", "Fetch them.") : null;
        string[] verbs = [];
        var run = Invocation.With(terminal =>
        {
            verbs = [.. new Verbs(Definitions.Clothes, terminal, data).Root().Subcommands.Select(verb => verb.Name)];
            return verbs.Max(verb => CommandLine.Run([verb, "--help"], Definitions.Clothes, terminal, data));
        });

        run.ExitCode.Should().Be(0);
        var examples = run.OutputLines.Where(line =>
            line == HelpWithExample.Head || verbs.Any(verb => line.StartsWith($"  {verb} ", StringComparison.Ordinal))
        );
        examples.Should().HaveCountGreaterThan(15).And.OnlyContain(line => line.Length <= 80);
    }
}
