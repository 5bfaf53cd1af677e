using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContrastiveDsl.Documentation.Tests.Reading;
using ContrastiveDsl.Hosting;
using Spectre.Console;

namespace ContrastiveDsl.Documentation.Tests.Commands;

/// <summary>
/// Whether the commands of pages are commands: of ours, that verbs, options and their values are taken by the real
/// command line, that experiments, projects and scripts are there; of others, that they are known ones.
/// </summary>
internal sealed partial class CommandCheck
{
    private static readonly string[] ShellLanguages = ["sh", "bash"];

    /// <summary>Programs that pages may call and that are none of ours.</summary>
    private static readonly string[] Others =
    [
        "apt-get",
        "cd",
        "cp",
        "curl",
        "export",
        "git",
        "grep",
        "kill",
        "ls",
        "mkdir",
        "nvidia-smi",
        "sudo",
        "tensorboard",
        "unset",
    ];

    /// <summary>Launchers, behind which a command of ours stands.</summary>
    private static readonly string[] Launchers = ["mpirun", "srun", "apptainer"];

    private static readonly string[] DotnetVerbs =
    [
        "add",
        "build",
        "counters",
        "csharpier",
        "format",
        "new",
        "nuget",
        "pack",
        "publish",
        "restore",
        "run",
        "test",
        "tool",
    ];

    private readonly RootCommand root = new Verbs(
        [],
        new Terminal(AnsiConsole.Create(new AnsiConsoleSettings()), TextWriter.Null),
        null
    ).Root();

    private readonly HashSet<string> experiments = Repository
        .Sources("examples")
        .Concat(Repository.Sources("src/ContrastiveDsl.Templates"))
        .SelectMany(source => Declared().Matches(source).Select(match => match.Groups["name"].Value))
        .ToHashSet(StringComparer.Ordinal);

    private readonly string bench = string.Concat(Repository.Sources("tests/ContrastiveDsl.Benchmarks"));

    private readonly string template = Repository.Read(
        "src/ContrastiveDsl.Templates/content/contrastive/.template.config/template.json"
    );

    /// <summary>The real command line.</summary>
    internal RootCommand Root => root;

    /// <summary>The verbs of the command line.</summary>
    internal IEnumerable<Command> Verbs => root.Subcommands;

    /// <summary>A line for each thing that is not there.</summary>
    internal IEnumerable<string> Problems(Page page)
    {
        foreach (var block in page.Blocks.Where(block => ShellLanguages.Contains(block.Language)))
        {
            foreach (var (words, line) in ShellText.Commands(block.Lines))
            {
                foreach (var problem in OfCommand(words, isSure: true))
                {
                    yield return $"{page.Path}:{block.Line + line}: {problem}";
                }
            }
        }

        // What a program prints stands in such blocks, too, and how a verb is used.
        foreach (var block in page.Blocks.Where(block => block.Language.Length == 0))
        {
            var problems = IsUsage(block) ? OfUsage(block) : OfLines(block);
            foreach (var (problem, line) in problems)
            {
                yield return $"{page.Path}:{block.Line + line}: {problem}";
            }
        }

        foreach (var (text, line) in page.Spans)
        {
            foreach (var problem in OfSpan(text))
            {
                yield return $"{page.Path}:{line}: {problem}";
            }
        }
    }

    private IEnumerable<(string Problem, int Line)> OfLines(Block block) =>
        ShellText
            .Commands(block.Lines)
            .SelectMany(command => OfCommand(command.Words, isSure: false).Select(found => (found, command.Line)));

    /// <param name="words">The command's words.</param>
    /// <param name="isSure">Whether these are words of a command for sure, and not of what one prints.</param>
    private IEnumerable<string> OfCommand(IReadOnlyList<string> words, bool isSure)
    {
        var command = words.SkipWhile(word => ShellText.Assigned(word) is not null || word == "sudo").ToArray();
        if (command is [])
        {
            return [];
        }

        if (Launchers.Contains(command[0]))
        {
            command = [.. command.SkipWhile(word => word != "dotnet")];
            return command is [] ? [] : OfDotnet(command);
        }

        return command[0] switch
        {
            "dotnet" => OfDotnet(command),
            _ when command[0].StartsWith("eng/", StringComparison.Ordinal) => OfScript(command),
            _ when command[0].StartsWith("tests/", StringComparison.Ordinal) => OfPath(command[0]),
            _ when Others.Contains(command[0]) || !isSure => [],
            _ => [$"'{command[0]}' is no command that pages are known to call"],
        };
    }

    private IEnumerable<string> OfDotnet(IReadOnlyList<string> words)
    {
        if (words.Count > 1 && words[1].EndsWith(".dll", StringComparison.Ordinal))
        {
            return OfArguments([.. words.Skip(2)]);
        }

        var split = words.TakeWhile(word => word != "--").ToArray();
        if (split is ["dotnet", "run", ..])
        {
            var project = split.SkipWhile(word => word != "--project").Skip(1).FirstOrDefault();
            string[] arguments = [.. words.Skip(split.Length + 1)];
            return project is not null && !Repository.Has(project) ? [$"there is no project '{project}'"]
                // The service is configured, not told.
                : arguments is [] or ["--encoder", ..] ? []
                : OfArguments(arguments);
        }

        return split switch
        {
            ["dotnet", "new", "contrastive", .. var options] => OfTemplate(options),
            ["dotnet", var verb, .. var rest] when DotnetVerbs.Contains(verb) => rest.SelectMany(OfPath),
            ["dotnet"] => [],
            _ => [$"dotnet has no '{split[1]}' that pages are known to call"],
        };
    }

    private IEnumerable<string> OfTemplate(IEnumerable<string> words)
    {
        using var document = JsonDocument.Parse(template);
        string[] known =
        [
            "--output",
            .. document.RootElement.GetProperty("symbols").EnumerateObject().Select(symbol => "--" + symbol.Name),
        ];
        return [.. Options(words).Except(known).Select(option => $"the template has no option '{option}'")];
    }

    private IEnumerable<string> OfScript(IReadOnlyList<string> words)
    {
        if (!Repository.Has(words[0]))
        {
            return [$"there is no '{words[0]}'"];
        }

        string[] arguments = [.. words.Skip(1).TakeWhile(word => word is not (">" or "2>"))];
        return words[0] switch
        {
            "eng/demo.sh" => OfArguments([
                "train",
                .. NamesExperiment(arguments) ? [] : new[] { "NAME" },
                .. arguments,
            ]),
            "eng/test.sh" => Options(arguments).Except(["--long"]).Select(option => $"{words[0]} has no '{option}'"),
            "eng/bench.sh" => Options(arguments)
                .Where(option => option != "--help" && !bench.Contains($"\"{option}\"", StringComparison.Ordinal))
                .Select(option => $"{words[0]} has no '{option}'"),
            _ => [],
        };
    }

    private static bool NamesExperiment(IReadOnlyList<string> arguments) =>
        arguments is [['-', ..], ..] ? arguments.Contains("--resume") : arguments.Count > 0;

    /// <summary>What the command line of a program that declares experiments says of its arguments.</summary>
    private IEnumerable<string> OfArguments(IReadOnlyList<string> arguments)
    {
        if (arguments is [] or ["…"] or ["--help"])
        {
            return [];
        }

        string[] filled = [.. arguments.TakeWhile(word => word is not (">" or "2>")).Select(Filled)];
        var parsed = root.Parse(filled);
        var problems = ParseProblems.Of(parsed, root);
        var known = parsed.CommandResult.Command.Name is "train" or "describe" or "compare"
            ? parsed
                .CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>()
                .SelectMany(argument => argument.Tokens.Select(token => token.Value))
                .Where(name => name is not ("NAME" or "…") && !experiments.Contains(name))
                .Select(name => $"no example declares an experiment '{name}'")
            : [];
        return problems.Count > 0 ? problems : known;
    }

    /// <summary>A letter that stands for a number.</summary>
    private static string Filled(string word) => word is [>= 'A' and <= 'Z'] ? "2" : word;

    /// <summary>Verbs at the beginning of lines with what they take; other lines go on with the verb above.</summary>
    private static bool IsUsageLine(string line, IEnumerable<string> verbs) =>
        verbs.Any(verb => line == verb || line.StartsWith(verb + " ", StringComparison.Ordinal));

    private bool IsUsage(Block block) =>
        IsUsageLine(block.Lines.First(), Verbs.Select(verb => verb.Name)) && block.Text.Contains('[');

    private IEnumerable<(string Problem, int Line)> OfUsage(Block block)
    {
        Command? verb = null;
        foreach (var (line, index) in block.Lines.Select((line, index) => (line, index)))
        {
            var first = line.Split(' ', 2)[0];
            if (first.Length > 0)
            {
                verb = Verbs.SingleOrDefault(candidate => candidate.Name == first);
                if (verb is null)
                {
                    yield return ($"there is no verb '{first}'", index);
                }
            }

            foreach (
                var problem in verb is null ? [] : Unknown(verb, Option().Matches(line).Select(found => found.Value))
            )
            {
                yield return (problem, index);
            }
        }
    }

    private static IEnumerable<string> Unknown(Command verb, IEnumerable<string> options) =>
        options
            .Where(option => verb.Options.All(known => known.Name != option))
            .Select(option => $"{verb.Name} has no option '{option}'");

    private IEnumerable<string> OfSpan(string text)
    {
        string[] words = [.. ShellText.Words(text)];
        if (words is [])
        {
            return [];
        }

        if (Verbs.SingleOrDefault(verb => verb.Name == words[0]) is { } verb && words.Length > 1)
        {
            return Unknown(verb, Options(words));
        }

        return words[0] switch
        {
            "dotnet" when words.Length > 1 => OfDotnet(words),
            "mpirun" when words.Length > 1 => OfCommand(words, isSure: true),
            _ when words[0].StartsWith("eng/", StringComparison.Ordinal) => OfScript(words),
            _ when words.Length == 1 => OfPath(words[0]),
            _ => [],
        };
    }

    /// <summary>A path within the repository is one that begins with one of its folders.</summary>
    private static IEnumerable<string> OfPath(string word) =>
        Inside().IsMatch(word) && !Built().IsMatch(word) && !Repository.Has(word) ? [$"there is no '{word}'"] : [];

    private static IEnumerable<string> Options(IEnumerable<string> words) =>
        words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')[0]);

    [GeneratedRegex(@"class (?<name>\w+);")]
    private static partial Regex Declared();

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"^(src|tests|examples|docs|eng|generators)/[\w./-]+$")]
    private static partial Regex Inside();

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex Built();
}
