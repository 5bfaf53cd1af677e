using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>However many steps several processes take together, none of them keeps more memory.</summary>
public sealed class LaunchedSoakTests(ITestOutputHelper output)
{
    /// <summary>
    /// What the runtime makes for itself in the second thousand steps, alone as well, is up to 3 MiB.
    /// </summary>
    private const long Bound = 4 << 20;

    /// <summary>What the runtime still makes for itself in the first hundreds of steps; tensors are counted.</summary>
    private const long ShortBound = 32 << 20;

    [LaunchTheory]
    [InlineData(Launch.OpenMpi)]
    public void Train_HundredsOfSteps_KeepsMemoryFlat(string launcher) => ShouldBeFlat(launcher, 240, ShortBound);

    [LaunchTheory(IsLong = true)]
    [InlineData(Launch.OpenMpi)]
    [InlineData(Launch.Mpich)]
    public void Train_ThousandsOfSteps_KeepsMemoryFlat(string launcher) => ShouldBeFlat(launcher, 2000, Bound);

    private void ShouldBeFlat(string launcher, int steps, long bound)
    {
        var name = nameof(TinySimClr);
        var result = Launch.Run(launcher, 2, Soak.Verb, name, $"{steps}").Succeeded();

        var soaks = Soak.Read(name, steps, result.Output);

        soaks.Should().HaveCount(2);
        foreach (var soak in soaks)
        {
            output.WriteLine($"{launcher}: {soak}");
            Console.WriteLine($"    {launcher}: {soak}");
            soak.MoreTensors.Should().Be(0, "steps must not keep tensors");
            soak.MoreResident.Should().BeLessThan(bound, "steps must not keep memory");
        }
    }
}
