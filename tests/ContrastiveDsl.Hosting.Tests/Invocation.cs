using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Invocation(int ExitCode, string Output, string Error)
{
    internal IReadOnlyList<string> ErrorLines => Lines(Error);

    internal IReadOnlyList<string> OutputLines => Lines(Output);

    /// <summary>Runs a command in this process, as if its output were redirected.</summary>
    internal static Invocation Of(IReadOnlyList<ExperimentDefinition> experiments, params string[] args) =>
        With(terminal => CommandLine.Run(args, experiments, terminal));

    /// <summary>The same on a terminal of so many columns.</summary>
    internal static Invocation On(int width, IReadOnlyList<ExperimentDefinition> experiments, params string[] args) =>
        With(
            terminal =>
            {
                terminal.Output.Profile.Width = width;
                return CommandLine.Run(args, experiments, terminal);
            },
            isTerminal: true
        );

    /// <summary>Runs something that writes to a terminal.</summary>
    /// <param name="run">Runs it.</param>
    /// <param name="isTerminal">Whether lines have to fit.</param>
    internal static Invocation With(Func<Terminal, int> run, bool isTerminal = false)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new RedirectedOutput(output, isTerminal),
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
            }
        );
        console.Profile.Width = 200;
        var exitCode = run(new Terminal(console, error));
        return new Invocation(exitCode, output.ToString(), error.ToString());
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}
