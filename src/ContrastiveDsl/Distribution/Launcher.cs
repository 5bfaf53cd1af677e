using System.Globalization;

namespace ContrastiveDsl.Distribution;

/// <summary>
/// What whoever started this process says of it in the environment: <c>mpirun</c> of Open MPI, that of MPICH and its
/// kin, or Slurm's <c>srun</c>.
/// </summary>
/// <param name="Size">How many processes it started.</param>
/// <param name="Rank">Which of them this is, from 0.</param>
/// <param name="Libraries">The MPI libraries that can belong to it, the likeliest first.</param>
internal sealed record Launcher(int Size, int Rank, IReadOnlyList<string> Libraries)
{
    /// <summary>Names the library to load, a file name or a path, where the choice made here is wrong.</summary>
    internal const string Override = "CONTRASTIVE_MPI";

    private static readonly string[] OpenMpi = ["libmpi.so.40", "libmpi.so"];
    private static readonly string[] Mpich = ["libmpich.so.12", "libmpi.so.12", "libmpi_abi.so.0", "libmpi_abi.so"];

    /// <summary>The variables by which launchers tell a process of its place.</summary>
    private static readonly string[] Signs =
    [
        "OMPI_COMM_WORLD_SIZE",
        "OMPI_COMM_WORLD_RANK",
        "PMI_SIZE",
        "PMI_RANK",
        "PMIX_RANK",
    ];

    /// <summary>The launcher of this process; null where one process was started as any program is.</summary>
    internal static Launcher? Find() => Find(Environment.GetEnvironmentVariable);

    /// <summary>
    /// Lets a process that this one starts be none of the launcher's: it would otherwise wait for the others.
    /// </summary>
    /// <param name="environment">The environment that it is to have.</param>
    internal static void Forget(IDictionary<string, string?> environment)
    {
        foreach (var sign in Signs)
        {
            environment.Remove(sign);
        }
    }

    /// <summary>The launcher that an environment tells of.</summary>
    /// <param name="variable">The value of a variable, or null.</param>
    internal static Launcher? Find(Func<string, string?> variable)
    {
        // Slurm sets its number of tasks for jobs of one process too, so it counts only beside the sign of a launch.
        var (size, libraries) =
            Number("OMPI_COMM_WORLD_SIZE") is { } ofOpenMpi ? (ofOpenMpi, OpenMpi)
            : Number("PMI_SIZE") is { } ofMpich ? (ofMpich, Mpich)
            : variable("PMIX_RANK") is not null ? (Number("SLURM_NTASKS") ?? 1, [.. OpenMpi, .. Mpich])
            : (1, OpenMpi);
        var chosen = variable(Override) is { Length: > 0 } name ? [name] : libraries;
        var rank = Number("OMPI_COMM_WORLD_RANK") ?? Number("PMI_RANK") ?? Number("PMIX_RANK") ?? 0;
        return size > 1 ? new Launcher(size, rank, chosen) : null;

        int? Number(string name) =>
            int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
