using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Tests.Distribution;

/// <summary>What launchers say of the processes they start, in the environment.</summary>
public sealed class LauncherTests
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=2 PMIX_RANK=2", 4, 2, "libmpi.so.40")]
    [InlineData("PMI_SIZE=3 PMI_RANK=1", 3, 1, "libmpich.so.12")]
    [InlineData("PMIX_RANK=5 SLURM_NTASKS=8", 8, 5, "libmpi.so.40")]
    [InlineData("PMI_SIZE=2 PMI_RANK=0 CONTRASTIVE_MPI=/opt/mpi/libmpi.so", 2, 0, "/opt/mpi/libmpi.so")]
    public void Find_OfSeveralProcesses_TellsPlaceAndLibrary(string environment, int size, int rank, string library)
    {
        var launcher = Launcher.Find(Variables(environment).GetValueOrDefault)!;

        launcher.Size.Should().Be(size);
        launcher.Rank.Should().Be(rank);
        launcher.Libraries[0].Should().Be(library);
    }

    /// <summary>Slurm names its number of tasks to every program of a job, launched together or not.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("OMPI_COMM_WORLD_SIZE=1 OMPI_COMM_WORLD_RANK=0")]
    [InlineData("SLURM_NTASKS=8")]
    [InlineData("PMI_SIZE=many")]
    public void Find_OfOneProcess_IsNone(string environment) =>
        Launcher.Find(Variables(environment).GetValueOrDefault).Should().BeNull();

    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=2 PMIX_RANK=2 PATH=/bin")]
    [InlineData("PMI_SIZE=3 PMI_RANK=1 PATH=/bin")]
    [InlineData("PMIX_RANK=5 SLURM_NTASKS=8 PATH=/bin")]
    public void Forget_OfALaunchedProcess_LeavesOneThatIsNot(string environment)
    {
        var variables = Variables(environment);

        Launcher.Forget(variables);

        Launcher.Find(variables.GetValueOrDefault).Should().BeNull();
        variables.Should().ContainKey("PATH");
    }

    private static Dictionary<string, string?> Variables(string environment) =>
        environment
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .ToDictionary(parts => parts[0], parts => (string?)parts[1], StringComparer.Ordinal);
}
