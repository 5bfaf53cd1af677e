using System.Globalization;
using ContrastiveDsl.Distribution;
using TorchSharp;

namespace ContrastiveDsl.Training;

/// <summary>
/// How many processor threads Torch uses. Some builds of libtorch, Debian's among them, start with a single one.
/// </summary>
public static class Threads
{
    private const string Topology = "/sys/devices/system/cpu";
    private const string Variable = "OMP_NUM_THREADS";

    /// <summary>
    /// The number that <c>OMP_NUM_THREADS</c> states, which every program on OpenMP obeys; without it that of physical
    /// cores that this process may use: a second thread on a core does not speed up matrix products.
    /// </summary>
    /// <remarks>
    /// Without the variable it counts no more than <see cref="Environment.ProcessorCount"/>, which honors affinity and
    /// container limits.
    /// </remarks>
    public static int Available =>
        Own ?? Math.Clamp(PhysicalCores(Topology) ?? Environment.ProcessorCount, 1, Environment.ProcessorCount);

    /// <summary>What is stated for each process, and is not shared with others.</summary>
    private static int? Own => Stated(Environment.GetEnvironmentVariable(Variable));

    /// <summary>
    /// Does something with the threads of all processes that share this one's cores, which have nothing to do
    /// meanwhile.
    /// </summary>
    internal static void WithAllOf(World world, Action act)
    {
        var own = torch.get_num_threads();
        torch.set_num_threads(Math.Clamp(own * world.CoreSharers, own, Math.Max(own, Available)));
        try
        {
            act();
        }
        finally
        {
            torch.set_num_threads(own);
        }
    }

    /// <summary>Sets the number of threads of Torch's operators.</summary>
    /// <param name="requested">
    /// How many; null or 0 for what <c>OMP_NUM_THREADS</c> states, or a share of <see cref="Available"/>.
    /// </param>
    /// <param name="processes">How many processes share the cores of this machine, at least 1.</param>
    /// <returns>The number set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number is negative, or there are fewer than 1 processes.
    /// </exception>
    public static int Use(int? requested = null, int processes = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requested ?? 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(processes, 1);
        var count = requested is null or 0 ? Own ?? Math.Max(1, Available / processes) : requested.Value;
        torch.set_num_threads(count);
        return count;
    }

    /// <summary>
    /// The number in a value of <c>OMP_NUM_THREADS</c>: the first one of a list, whose others are of nested loops;
    /// null where there is none.
    /// </summary>
    internal static int? Stated(string? value) =>
        int.TryParse(
            value?.Split(',')[0],
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var count
        )
        && count > 0
            ? count
            : null;

    /// <summary>
    /// Counts the cores whose siblings are listed under a Linux topology folder; null where there is none.
    /// </summary>
    internal static int? PhysicalCores(string topology)
    {
        if (!Directory.Exists(topology))
        {
            return null;
        }

        var cores = Directory
            .EnumerateDirectories(topology, "cpu*")
            .Where(path =>
                int.TryParse(Path.GetFileName(path).AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            )
            .Select(path => Path.Combine(path, "topology", "thread_siblings_list"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .Distinct(StringComparer.Ordinal)
            .Count();
        return cores == 0 ? null : cores;
    }
}
