using ContrastiveDsl.EndToEnd.Tests.Careless;
using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>However many processes train an experiment, it is the same training.</summary>
public sealed class DistributedTrainingTests(TrainedWorlds worlds) : IClassFixture<TrainedWorlds>
{
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        [nameof(TinyByol)] = nameof(PlainByol),
        [nameof(TinyBarlowTwins)] = nameof(PlainBarlowTwins),
        [nameof(TinyVicreg)] = nameof(PlainVicreg),
    };

    /// <summary>
    /// One experiment of every method, MoCo with shuffled keys, DINO and SwAV with small views and without,
    /// distillation with a queue and with answers that are kept, and one with a loss and a transform of the user's.
    /// </summary>
    internal static IEnumerable<string> Names =>
        KillTests
            .OneOfEachMethod.Select<object[], string>(row => Plain.GetValueOrDefault((string)row[0], (string)row[0]))
            .Append(nameof(TinyMoCoV2))
            .Concat([nameof(TinyDistill), nameof(TinyFeatureDistill)])
            .Concat([nameof(TinyCropDino), nameof(TinyDino), nameof(TinyCropSwav), nameof(TinySwav)])
            .Append(nameof(CarelessSimClr))
            .Distinct(StringComparer.Ordinal);

    /// <summary>
    /// One of each way to look beyond the own images: a batch, a shuffled queue, a bank, statistics, prototypes.
    /// </summary>
    private static readonly string[] Ways =
    [
        nameof(TinySeparateSimClr),
        nameof(TinyMoCoV2),
        nameof(TinyPirl),
        nameof(PlainVicreg),
        nameof(TinySwav),
    ];

    /// <summary>Every experiment in two processes, and one of each way in others.</summary>
    public static TheoryData<string, int, string> Trainings =>
        With(Names.Select(name => (Launch.OpenMpi, 2, name)).Concat(Elsewhere(Names.Where(Ways.Contains))));

    /// <summary>The experiments that the other worlds take among the long tests alone.</summary>
    public static TheoryData<string, int, string> LongTrainings => With(Elsewhere(Names.Except(Ways)));

    /// <summary>One that is not would be left out of the short tests, and nobody would know.</summary>
    [Fact]
    public void Ways_ToLookBeyondTheOwnImages_AreAmongTheExperiments() => Ways.Except(Names).Should().BeEmpty();

    [LaunchTheory]
    [MemberData(nameof(Trainings))]
    public void Train_InSeveralProcesses_HasGradientsAndWeightsOfOne(string launcher, int size, string experiment) =>
        ShouldBeOfOne(launcher, size, experiment);

    [LaunchTheory(IsLong = true)]
    [MemberData(nameof(LongTrainings))]
    public void Train_InOtherNumbersOfProcesses_HasGradientsAndWeightsOfOne(
        string launcher,
        int size,
        string experiment
    ) => ShouldBeOfOne(launcher, size, experiment);

    /// <summary>What a world trains: all experiments, or those of the short tests.</summary>
    internal static IEnumerable<string> NamesOf(string launcher, int size) =>
        LongTheoryAttribute.Runs || size == 1 || (launcher, size) == (Launch.OpenMpi, 2)
            ? Names
            : Names.Where(Ways.Contains);

    private static IEnumerable<(string Launcher, int Size, string Name)> Elsewhere(IEnumerable<string> names) =>
        names.SelectMany(name => new[] { (Launch.OpenMpi, 4, name), (Launch.Mpich, 2, name) });

    private static TheoryData<string, int, string> With(IEnumerable<(string Launcher, int Size, string Name)> trainings)
    {
        var data = new TheoryData<string, int, string>();
        foreach (var (launcher, size, name) in trainings)
        {
            data.Add(launcher, size, name);
        }

        return data;
    }

    private void ShouldBeOfOne(string launcher, int size, string experiment)
    {
        worlds.Difference(launcher, size, experiment, TrainedExperiments.Gradients).Should().BeLessThan(1e-12);
        worlds.Difference(launcher, size, experiment, TrainedExperiments.State).Should().BeLessThan(1e-12);
    }
}
