using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// The command line in each of several processes that a launcher has started: all of them train; everything else, and
/// all that is said, is the first one's.
/// </summary>
internal static class LaunchedProcesses
{
    /// <summary>
    /// How long the others wait with what has gone wrong: mostly it goes wrong in the first one too, which says it and
    /// ends them all.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command; alone, where this process was started as any program is.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="terminal">Where the first process writes.</param>
    /// <param name="run">Runs the command, writing to a terminal.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args, Terminal terminal, Func<Terminal, int> run)
    {
        if (Launcher.Find() is not { } launcher)
        {
            return run(terminal);
        }

        World world;
        try
        {
            world = World.Join();
        }
        catch (DistributionException exception)
        {
            return Refuse(exception, launcher.Rank == 0, terminal);
        }

        if (args is not [Verbs.TrainVerb, ..])
        {
            // The others would wait for it with all their might.
            world.Leave();
            return world.IsFirst ? run(terminal) : ExitCodes.Success;
        }

        var held = new StringWriter();
        var code = run(world.IsFirst ? terminal : Terminal.Silent(held));
        End(world, code, () => terminal.Error.Write(held.ToString()));
        return code;
    }

    private static int Refuse(DistributionException exception, bool isFirst, Terminal terminal)
    {
        if (isFirst)
        {
            terminal.Error.WriteLine("error: " + exception.Message);
        }
        else
        {
            Thread.Sleep(Patience);
        }

        return ExitCodes.BadInput;
    }

    /// <summary>All went well in all processes, or nothing goes on in any.</summary>
    private static void End(World world, int code, Action say)
    {
        if (code is ExitCodes.Success or ExitCodes.Interrupted)
        {
            world.Leave();
            return;
        }

        if (!world.IsFirst)
        {
            Thread.Sleep(Patience);
            say();
        }

        world.Abort(code);
    }
}
