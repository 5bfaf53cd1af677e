using ContrastiveDsl.EndToEnd.Tests.Careless;
using ContrastiveDsl.EndToEnd.Tests.Declarations;

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

    public static TheoryData<string, int, string> Trainings
    {
        get
        {
            var trainings = new TheoryData<string, int, string>();
            foreach (var name in Names)
            {
                trainings.Add(Launch.OpenMpi, 2, name);
                trainings.Add(Launch.OpenMpi, 4, name);
                trainings.Add(Launch.Mpich, 2, name);
            }

            return trainings;
        }
    }

    [LaunchTheory]
    [MemberData(nameof(Trainings))]
    public void Train_InSeveralProcesses_HasGradientsAndWeightsOfOne(string launcher, int size, string experiment)
    {
        worlds.Difference(launcher, size, experiment, TrainedExperiments.Gradients).Should().BeLessThan(1e-12);
        worlds.Difference(launcher, size, experiment, TrainedExperiments.State).Should().BeLessThan(1e-12);
    }
}
