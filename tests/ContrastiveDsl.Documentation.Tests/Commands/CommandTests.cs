using System.CommandLine;
using System.Text.RegularExpressions;
using ContrastiveDsl.Documentation.Tests.Reading;
using ContrastiveDsl.Hosting;

namespace ContrastiveDsl.Documentation.Tests.Commands;

public sealed partial class CommandTests
{
    /// <summary>What changed in a version may speak of what is gone.</summary>
    private static IEnumerable<Page> Current => Repository.Pages.Values.Where(page => page.Path != "CHANGELOG.md");

    private static readonly CommandCheck Check = new();

    [Fact]
    public void Commands_OfEveryPage_AreThere() =>
        string.Join('\n', Current.SelectMany(Check.Problems)).Should().BeEmpty();

    /// <summary>
    /// Options in prose, where no verb stands before them, are one of ours or of a program that is named.
    /// </summary>
    [Fact]
    public void Options_WithinText_AreOptionsOfSomething()
    {
        var sources =
            string.Concat(Repository.Sources("tests/ContrastiveDsl.Benchmarks"))
            + string.Concat(Repository.Sources("tests/ConvolutionSweep"))
            + Repository.Read("eng/test.sh");
        var known = Check.Verbs.SelectMany(verb => verb.Options).Select(option => option.Name).ToHashSet();
        string[] others =
        [
            .. new[] { "--allow-run-as-root", "--oversubscribe", "--bind-to", "--map-by", "--mca", "--signal" },
            .. new[] { "--ipc", "--pid", "--reload_multifile", "--imageSize", "--cuda", "--diagnostics", "--severity" },
            // Of the code of papers.
            .. new[] { "--norm_pix_loss", "--fix-pred-lr" },
        ];

        Current
            .SelectMany(page => page.Spans.Select(span => (page.Path, span.Line, Option: span.Text.Split(' ', '=')[0])))
            .Where(span => span.Option.StartsWith("--", StringComparison.Ordinal))
            .Where(span => !known.Contains(span.Option) && !others.Contains(span.Option))
            .Where(span => !Regex.IsMatch(sources, Regex.Escape(span.Option) + @"\b"))
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void Options_OfEveryVerb_AreOnAPage()
    {
        var text = string.Concat(Current.Select(page => Repository.Read(page.Path)));

        Check
            .Verbs.SelectMany(verb => verb.Options.Select(option => (Verb: verb.Name, option.Name, option.Hidden)))
            .Where(option => !option.Hidden)
            .Where(option => !Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(option.Name)}(?![\w-])"))
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void Help_OfEveryVerb_ShowsAnExampleThatIsTaken()
    {
        foreach (var verb in Check.Verbs.Select(verb => verb.Name))
        {
            using var output = new StringWriter();

            var exitCode = Check.Root.Parse([verb, "--help"]).Invoke(new InvocationConfiguration { Output = output });

            exitCode.Should().Be(0);
            var examples = output.ToString().Split(HelpWithExample.Head).Should().HaveCount(2, verb).And.Subject.Last();
            var lines = examples.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            lines.Should().NotBeEmpty(verb);
            foreach (var example in lines)
            {
                var words = ShellText.Words(example).ToArray();
                words[0].Should().Be(verb);
                ParseProblems.Of(Check.Root.Parse(words), Check.Root).Should().BeEmpty(example);
            }
        }
    }

    [Fact]
    public void Variables_OfTheEnvironment_AreRead()
    {
        var sources = string.Concat(
            Repository.Sources("src").Concat(Repository.Sources("tests")).Append(Repository.Read("eng/test.sh"))
        );

        Current
            .SelectMany(page => Variable().Matches(Repository.Read(page.Path)).Select(found => found.Value))
            .Distinct()
            .Where(variable => !sources.Contains(variable, StringComparison.Ordinal))
            .Should()
            .BeEmpty();
    }

    [GeneratedRegex("CONTRASTIVE_[A-Z_]+")]
    private static partial Regex Variable();
}
