using System.Diagnostics;
using System.Globalization;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>Starts this program several times by the launcher of an MPI library.</summary>
internal static class Launch
{
    /// <summary>The launchers that tests ask for, by the names that Debian gives them beside each other.</summary>
    internal const string OpenMpi = "mpirun.openmpi";

    /// <summary>MPICH's.</summary>
    internal const string Mpich = "mpirun.mpich";

    /// <summary>No launcher: one process, started as any program is.</summary>
    internal const string None = "dotnet";

    /// <summary>Whether a launcher is on this machine.</summary>
    internal static bool Has(string launcher) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, launcher)));

    /// <summary>Runs the program and waits for its end.</summary>
    /// <param name="launcher">Which launcher.</param>
    /// <param name="size">How many processes.</param>
    /// <param name="words">The program's arguments.</param>
    internal static LaunchResult Run(string launcher, int size, params string[] words) =>
        Run(launcher, size, [], words);

    /// <summary>The same with variables of the environment.</summary>
    internal static LaunchResult Run(
        string launcher,
        int size,
        (string Name, string Value)[] variables,
        params string[] words
    )
    {
        using var launched = Start(launcher, size, variables, words);
        return launched.End();
    }

    /// <summary>The same without waiting for its end.</summary>
    internal static Launched Start(
        string launcher,
        int size,
        (string Name, string Value)[] variables,
        params string[] words
    )
    {
        var start = new ProcessStartInfo(launcher, Arguments(launcher, size, words));
        start.Environment["OMP_NUM_THREADS"] = "1";
        // Open MPI gives its processes a terminal, to which .NET says that it is there.
        start.Environment["TERM"] = "dumb";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new Launched(start);
    }

    private static string[] Arguments(string launcher, int size, string[] words)
    {
        string[] program = [typeof(Launch).Assembly.Location, .. words];
        var count = size.ToString(CultureInfo.InvariantCulture);
        return launcher switch
        {
            None => program,
            // More processes than cores, and by the superuser of a container, is what Open MPI asks to be told to do.
            OpenMpi =>
            [
                "-np",
                count,
                "--oversubscribe",
                "--allow-run-as-root",
                "--bind-to",
                "none",
                "dotnet",
                .. program,
            ],
            _ => ["-np", count, "dotnet", .. program],
        };
    }
}
