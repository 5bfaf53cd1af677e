using System.Text;
using ContrastiveDsl.Distribution;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>Where the command line writes: results and progress to one place, problems to another.</summary>
/// <param name="Output">For what was asked for.</param>
/// <param name="Error">For what is wrong.</param>
public sealed record Terminal(IAnsiConsole Output, TextWriter Error)
{
    /// <summary>A redirected output has no width; lines in a file need not be broken.</summary>
    private const int RedirectedWidth = 160;

    /// <summary>For what is wrong: lines in which control codes of names are written out.</summary>
    public TextWriter Error { get; init; } = Error as ErrorLines ?? new ErrorLines(Error, () => null);

    /// <summary>Whether somebody may be watching, so that lines can be rewritten.</summary>
    public bool IsWatched => Output.Profile.Out.IsTerminal && Output.Profile.Capabilities.Ansi;

    /// <summary>Why the file that the output goes to does not have all of it; null where it has.</summary>
    internal string? Loss => (Output.Profile.Out as ProcessOutput)?.Failure;

    /// <summary>How to show progress here.</summary>
    /// <param name="plain">Whether lines are wanted where a bar could be.</param>
    internal IProgressDisplay Display(bool plain) =>
        plain || !IsWatched ? new PlainDisplay(Output) : new LiveDisplay(Output);

    /// <summary>For a process whose words would repeat another's.</summary>
    /// <param name="error">For what is wrong.</param>
    internal static Terminal Silent(TextWriter error) =>
        new(
            AnsiConsole.Create(
                new AnsiConsoleSettings
                {
                    Out = new AnsiConsoleOutput(TextWriter.Null),
                    Ansi = AnsiSupport.No,
                    Interactive = InteractionSupport.No,
                }
            ),
            error
        );

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        // Launchers collect what processes write; that of Open MPI gives each a terminal for it, which nobody watches.
        var isCollected = Launcher.Find() is not null;
        if (isCollected)
        {
            // Else .NET itself would greet that terminal with control codes.
            Environment.SetEnvironmentVariable("TERM", "dumb");
        }

        var isFile = isCollected || Console.IsOutputRedirected;
        // Nothing is ever asked, so only the output decides whether somebody watches: the trainings of a comparison
        // have no keyboard.
        var output = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new ProcessOutput(isCollected),
                // Some build services claim to show colors where the output is a file.
                Ansi = isFile ? AnsiSupport.No : AnsiSupport.Detect,
                Interactive = isFile ? InteractionSupport.No : InteractionSupport.Yes,
            }
        );
        if (isFile || !output.Profile.Out.IsTerminal)
        {
            output.Profile.Width = RedirectedWidth;
        }

        // How wide it is .NET asks standard output.
        var isErrorWatched = output.Profile.Out.IsTerminal && !Console.IsErrorRedirected;
        return new Terminal(
            output,
            new ErrorLines(new LastingWriter(Console.Error), () => isErrorWatched ? output.Profile.Width : null)
        );
    }

    /// <summary>Standard output, which may be a terminal that goes away, or a file on a disk that is full.</summary>
    private sealed class ProcessOutput(bool isCollected) : IAnsiConsoleOutput
    {
        private readonly AnsiConsoleOutput output = new(Console.Out);

        public TextWriter Writer { get; } = new LastingWriter(Console.Out);

        /// <summary>Of a terminal that is gone nobody misses anything.</summary>
        public string? Failure => Console.IsOutputRedirected ? ((LastingWriter)Writer).Failure : null;

        public bool IsTerminal => !isCollected && output.IsTerminal;

        public int Width => output.Width;

        public int Height => output.Height;

        public void SetEncoding(Encoding encoding) => output.SetEncoding(encoding);
    }
}
