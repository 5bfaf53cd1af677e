using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ContrastiveDsl.Benchmarks;

/// <summary>
/// Two processes of one thread against one process of two, on the same cores, turn by turn: the training of the
/// example, and the sum of a large tensor over the processes against the sum of two such tensors in one.
/// </summary>
internal static class Processes
{
    private const string Plain = "mpirun";
    private static readonly string[] Launchers = ["mpirun.openmpi", "mpirun.mpich", Plain];

    /// <summary>What Open MPI is told otherwise by options that other launchers do not know.</summary>
    private static readonly string[] OpenMpiSettings =
    [
        "OMPI_ALLOW_RUN_AS_ROOT",
        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM",
        "OMPI_MCA_rmaps_base_oversubscribe",
        "OMPI_MCA_hwloc_base_binding_policy",
    ];

    /// <summary>Runs the rounds and prints speeds and ratios.</summary>
    /// <exception cref="InvalidOperationException">There is no launcher or one core only, or a turn failed.</exception>
    public static void Run(string folder, int rounds, int steps)
    {
        var launchers = Launchers.Where(IsThere).ToList();
        if (launchers.Count > 1)
        {
            // Another name of one of the two.
            launchers.Remove(Plain);
        }

        if (launchers.Count == 0)
        {
            throw new InvalidOperationException("There is no mpirun: install the package openmpi-bin or mpich.");
        }

        KeepTwoCores();
        var turns = new Dictionary<string, List<Turn>> { ["one"] = [] };
        launchers.ForEach(launcher => turns.Add(launcher, []));
        List<Contender> contenders = [.. turns.Keys.Select(name => new Contender(Short(name), () => Take(name)))];
        Say(
            $"{rounds} rounds of {steps} steps of {Benchmark.BatchSize} images on two cores; images/s of one process of two threads,"
        );
        Say($"and of two processes of one thread by {string.Join(" and ", launchers)}");
        Benchmark.TakeTurns(contenders, rounds);
        foreach (var (launched, launcher) in contenders.Skip(1).Zip(launchers))
        {
            Report(launcher, launched.MedianRatio(contenders[0]), turns[launcher]);
        }

        double Take(string name)
        {
            var turn = name == "one" ? Alone(folder, steps) : Launched(name, folder, steps);
            turns[name].Add(turn);
            return turn.ImagesPerSecond;
        }
    }

    private static void Report(string name, double speed, List<Turn> turns)
    {
        var sums = turns.Select(turn => turn.SumMilliseconds).ToList();
        var adds = turns.Select(turn => turn.AddMilliseconds).ToList();
        var ratio = Contender.Median(turns.Select(turn => turn.SumMilliseconds / turn.AddMilliseconds));
        Say($"{name}: median of 2 processes / 1 process: {speed:F3}");
        Say(
            $"  share of a step in exchanges, waits included: {100 * Contender.Median(turns.Select(turn => turn.Exchanging)):F1} %"
        );
        Say(
            $"  sum of {Turn.Numbers / 1e6:F1} M floats over both: {Contender.Median(sums):F1} ms, {ratio:F1} times that of adding two such tensors, {Contender.Median(adds):F1} ms"
        );
    }

    /// <summary>Two of the cores that this process may use, for it and all that it starts.</summary>
    private static void KeepTwoCores()
    {
        if (OperatingSystem.IsLinux())
        {
            using var own = Process.GetCurrentProcess();
            var (mask, two) = ((long)own.ProcessorAffinity, 0L);
            for (var i = 0; i < 2 && mask != 0; i++)
            {
                two |= mask & -mask;
                mask &= mask - 1;
            }

            own.ProcessorAffinity =
                BitOperations.PopCount((ulong)two) == 2
                    ? (nint)two
                    : throw new InvalidOperationException("Two cores are needed, and there is only one.");
        }
    }

    private static Turn Alone(string folder, int steps) => Run("dotnet", [], folder, steps, threads: 2);

    private static Turn Launched(string launcher, string folder, int steps) =>
        Run(launcher, ["-np", "2", "dotnet"], folder, steps, threads: 1);

    private static Turn Run(string program, string[] before, string folder, int steps, int threads)
    {
        string[] words =
        [
            .. before,
            typeof(Processes).Assembly.Location,
            "--data",
            folder,
            "--steps",
            Text(steps),
            Turn.Option,
            Text(threads),
        ];
        var start = new ProcessStartInfo(program, words);
        // Open MPI gives its processes a terminal, which .NET would greet.
        start.Environment["TERM"] = "dumb";
        foreach (var name in OpenMpiSettings)
        {
            start.Environment[name] = name.EndsWith("policy", StringComparison.Ordinal) ? "none" : "1";
        }

        return JsonSerializer.Deserialize<Turn>(OtherProcess.LastLine(start))!;
    }

    private static bool IsThere(string launcher) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, launcher)));

    private static string Short(string launcher) => launcher.Replace("mpirun.", "", StringComparison.Ordinal);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
