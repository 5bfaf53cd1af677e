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

    /// <summary>
    /// The number of physical cores that this process may use: a second thread on a core does not speed up matrix
    /// products.
    /// </summary>
    /// <remarks>
    /// Counts no more than <see cref="Environment.ProcessorCount"/>, which honours affinity and container limits.
    /// </remarks>
    public static int Available =>
        Math.Clamp(PhysicalCores(Topology) ?? Environment.ProcessorCount, 1, Environment.ProcessorCount);

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
    /// <param name="requested">How many; null or 0 for a share of <see cref="Available"/>.</param>
    /// <param name="processes">How many processes share the cores of this machine, at least 1.</param>
    /// <returns>The number set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number is negative, or there are fewer than 1 processes.
    /// </exception>
    public static int Use(int? requested = null, int processes = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requested ?? 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(processes, 1);
        var count = requested is null or 0 ? Math.Max(1, Available / processes) : requested.Value;
        torch.set_num_threads(count);
        return count;
    }

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
