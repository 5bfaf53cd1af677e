using System.CommandLine;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Images;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// The command line of a program that declares experiments: <c>list</c>, <c>describe</c>, <c>train</c>, <c>compare</c>,
/// <c>evaluate</c>, <c>embed</c>, <c>neighbors</c>, <c>report</c>, <c>export</c>.
/// </summary>
public static class CommandLine
{
    /// <summary>Set to 1, an unexpected failure shows where it happened.</summary>
    internal const string DebugVariable = "CONTRASTIVE_DEBUG";

    /// <summary>Runs a command.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="experiments">The program's experiments: the generated <c>Experiments.All</c>.</param>
    /// <param name="data">
    /// The images to take where <c>--data</c> names none; without it <c>--data</c> must be given.
    /// </param>
    /// <returns>
    /// The process's exit code: 0 when all went well, 1 when something failed, 2 when the input was wrong, 130 when the
    /// user stopped a run.
    /// </returns>
    public static int Run(string[] args, IReadOnlyList<ExperimentDefinition> experiments, DefaultData? data = null) =>
        Run(args, experiments, Terminal.OfProcess(), data);

    /// <summary>Runs a command, writing to a given terminal.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="experiments">The program's experiments.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="data">The images to take where <c>--data</c> names none.</param>
    /// <returns>As without a terminal.</returns>
    public static int Run(
        string[] args,
        IReadOnlyList<ExperimentDefinition> experiments,
        Terminal terminal,
        DefaultData? data = null
    )
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(experiments);
        ArgumentNullException.ThrowIfNull(terminal);
        return LaunchedProcesses.Run(args, terminal, own => Run(args, new Verbs(experiments, own, data), own));
    }

    /// <summary>Runs one of the given verbs.</summary>
    internal static int Run(string[] args, Verbs verbs, Terminal terminal)
    {
        var exitCode = Try(args, verbs, terminal);
        if (exitCode == ExitCodes.Success && terminal.Loss is { } loss)
        {
            terminal.Error.WriteLine($"error: not all that was said is in standard output: {loss}");
            return ExitCodes.Failure;
        }

        return exitCode;
    }

    private static int Try(string[] args, Verbs verbs, Terminal terminal)
    {
        try
        {
            return Invoke(verbs.Root(), args, terminal);
        }
        catch (InputException exception)
        {
            return Refuse(exception.Problems, terminal.Error);
        }
        catch (Exception exception)
        {
            return Fail(exception, terminal.Error);
        }
    }

    private static int Invoke(RootCommand root, string[] args, Terminal terminal)
    {
        // Without a verb there is nothing to be done but to say which there are.
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        var problems = ParseProblems.Of(parsed, root);
        if (problems.Count > 0)
        {
            return Refuse(problems, terminal.Error);
        }

        return parsed.Invoke(
            new InvocationConfiguration
            {
                Output = terminal.Output.Profile.Out.Writer,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // Training ends on its own terms when it is interrupted.
                ProcessTerminationTimeout = null,
            }
        );
    }

    private static int Refuse(IEnumerable<string> problems, TextWriter error)
    {
        foreach (var problem in problems)
        {
            error.WriteLine("error: " + problem);
        }

        return ExitCodes.BadInput;
    }

    private static int Fail(Exception exception, TextWriter error)
    {
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
        {
            // Of many lines.
            error.Write(exception + Environment.NewLine);
            return ExitCodes.Failure;
        }

        // These say themselves what to do.
        if (
            exception
            is TrainingDivergedException
                or CustomCodeException
                or MemoryShortageException
                or DeclarationChangedException
                or StateException
                or TorchLibraryException
                or DistributionException
                or LibvipsException
                or IOException
                or UnauthorizedAccessException
        )
        {
            // Custom code may have several faults, a line each; a line end in another message is one of a name.
            var said = "error: " + exception.Message;
            foreach (var line in exception is CustomCodeException ? said.Split(Environment.NewLine) : [said])
            {
                error.WriteLine(line);
            }

            return ExitCodes.Failure;
        }

        // Of nested failures the innermost says what happened; of its lines the first.
        var message = exception.GetBaseException().Message.ReplaceLineEndings("\n").Split('\n', 2)[0];
        error.WriteLine($"error: {message} ({DebugVariable}=1 shows where.)");
        return ExitCodes.Failure;
    }
}
