using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>What several processes exchange, by both MPI libraries.</summary>
public sealed class WorldTests
{
    [LaunchTheory]
    [InlineData(Launch.OpenMpi, 4)]
    [InlineData(Launch.Mpich, 3)]
    public void Exchange_OfSeveralProcesses_IsWhatOneWouldHave(string launcher, int size) =>
        ShouldExchange(launcher, size);

    [LaunchTheory(IsLong = true)]
    [InlineData(Launch.OpenMpi, 2)]
    [InlineData(Launch.OpenMpi, 3)]
    [InlineData(Launch.Mpich, 2)]
    [InlineData(Launch.Mpich, 4)]
    public void Exchange_OfOtherNumbersOfProcesses_IsWhatOneWouldHave(string launcher, int size) =>
        ShouldExchange(launcher, size);

    private static void ShouldExchange(string launcher, int size)
    {
        var result = Launch
            .Run(
                launcher,
                size,
                WorldProgram.Verb,
                nameof(WorldProgram.Gathered),
                nameof(WorldProgram.Summed),
                nameof(WorldProgram.Agreed),
                nameof(WorldProgram.Normalized),
                nameof(WorldProgram.Caught)
            )
            .Succeeded();

        var ranks = Enumerable.Range(0, size);
        result.Lines.Should().BeEquivalentTo(ranks.SelectMany(rank => Expected(rank, size)));
    }

    [LaunchTheory]
    [InlineData(Launch.OpenMpi)]
    [InlineData(Launch.Mpich)]
    public void RequireEqual_OfUnequalSettings_EndsAllProcessesWithOneSentence(string launcher)
    {
        var result = Launch.Run(launcher, 2, WorldProgram.Verb, nameof(WorldProgram.Unequal));

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("The batch size must be the same in all processes: in process 0 it is 32");
    }

    [LaunchTheory]
    [InlineData(Launch.OpenMpi, "libmpich.so.12")]
    [InlineData(Launch.Mpich, "libmpi.so.40")]
    public void Join_WithTheLibraryOfAnotherLauncher_SaysSo(string launcher, string library)
    {
        var result = Launch.Run(launcher, 2, [(Launcher.Override, library)], WorldProgram.Verb);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("error: The launcher started 2 processes, but").And.Contain("knows of 1");
    }

    [LaunchTheory]
    [InlineData(Launch.OpenMpi, 2)]
    [InlineData(Launch.Mpich, 3)]
    public void Wait_ForAProcessThatIsStopped_NamesItAndGoesOnWithIt(string launcher, int size)
    {
        using var launched = Launch.Start(
            launcher,
            size,
            // It is warned of again after twice the time: a slow machine has to wake it before.
            [Patience("3")],
            WorldProgram.Verb,
            nameof(WorldProgram.Stopped)
        );
        launched.WaitUntil(() => launched.Error.Contains("all are ended", StringComparison.Ordinal));

        var last = launched.Processes[size - 1];
        launched
            .Error.Should()
            .Contain($"warning: process {size - 1} ({last} on {Environment.MachineName}) has not come to the meeting");
        Launched.Signal(last, Signals.Continue);
        var result = launched.End().Succeeded();

        result.Lines.Should().Equal(Enumerable.Range(0, size).Select(rank => $"{rank}/{size} together"));
        result.Error.Split("warning").Should().HaveCount(2, "the first of those that wait speaks for all");
    }

    [LaunchTheory]
    [InlineData(Launch.OpenMpi, 3)]
    [InlineData(Launch.Mpich, 2)]
    [InlineData(Launch.Mpich, 3)]
    public void Wait_ForAProcessThatNeverComes_EndsAllWithASentence(string launcher, int size)
    {
        var result = Launch.Run(launcher, size, [Patience("0.2")], WorldProgram.Verb, nameof(WorldProgram.Astray));

        result.ExitCode.Should().NotBe(0);
        result.Error.Should().Contain("error: process 0 (").And.Contain("has not come to the sum of step 0");
    }

    private static (string Name, string Value) Patience(string seconds) => (Watchdog.Variable, seconds);

    private static IEnumerable<string> Expected(int rank, int size)
    {
        var (first, count) = (2 * rank, 2 * size);
        var rows = string.Join(' ', Enumerable.Range(0, count));
        var sum = size * (size + 1) / 2;
        var share = 12 / size;
        string[] said =
        [
            $"Float32 {rows}",
            $"Int64 {rows}",
            $"BFloat16 {rows}",
            $"gradient {2 * first * (first + 1)} {2 * (first + 1) * (first + 2)}",
            "Rows of less than 2 GiB can be gather",
            $"share {string.Join(' ', Enumerable.Range(rank * share, share))}",
            .. new[] { "Float32", "Float64" }.Select(type => $"{type} {sum * SumOfRemainders} {sum * LastRemainder}"),
            "5 5 5 | 1 2 3 | True False",
            $"local {rank} of {size}",
            "2 same same same same same same",
            "4 same same same same same same",
            "caught",
        ];
        return said.Select(line => $"{rank}/{size} {line}");
    }

    private const int LastRemainder = (WorldProgram.Many - 1) % 7;

    private static readonly long SumOfRemainders = Enumerable.Range(0, WorldProgram.Many).Sum(i => (long)(i % 7));
}
