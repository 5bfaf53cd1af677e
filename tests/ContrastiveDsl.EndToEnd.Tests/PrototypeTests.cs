using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Prototypes of SwAV and DINO stay as long as their declaration says, and move afterwards.</summary>
public sealed class PrototypeTests
{
    [ImagesTheory]
    [InlineData(nameof(TinySwav))]
    [InlineData(nameof(TinyDino))]
    public void Prototypes_OfAFrozenEpoch_MoveInTheNext(string name)
    {
        const int StepsPerEpoch = 4;
        var moved = new List<double>();
        float[] first = [];

        using var trained = TrainingTests.Train(
            name,
            images: 64 * StepsPerEpoch,
            epochs: 2,
            started: experiment => first = Weights(experiment),
            stepped: (experiment, _) =>
                moved.Add(Weights(experiment).Zip(first, (now, then) => Math.Abs(now - then)).Max())
        );

        // What comes back to length one in every step, as SwAV's, may lose the last bit of a number.
        var lost = name == nameof(TinySwav) ? 1e-6 : 0;
        moved.Should().HaveCount(2 * StepsPerEpoch);
        moved.Take(StepsPerEpoch).Should().OnlyContain(distance => distance <= lost);
        moved.Skip(StepsPerEpoch).Should().OnlyContain(distance => distance > 1e-4);
    }

    /// <summary>It begins at zero, and takes a tenth of scores, which are cosines, in each step.</summary>
    [ImagesFact]
    public void Center_OfDino_FollowsScoresFromZero()
    {
        float[] first = [];
        var largest = new List<double>();

        using var trained = TrainingTests.Train(
            nameof(TinyDino),
            images: 128,
            epochs: 1,
            started: experiment => first = Numbers(experiment, "center.value"),
            stepped: (experiment, _) => largest.Add(Numbers(experiment, "center.value").Max(Math.Abs))
        );

        first.Should().HaveCount(TinyDino.PrototypeCount).And.OnlyContain(number => number == 0);
        largest.Should().HaveCount(2).And.OnlyContain(size => size > 1e-3);
        largest[0].Should().BeLessThan(0.1 + 1e-6);
        largest[1].Should().BeLessThan(0.19 + 1e-6);
    }

    private static float[] Weights(Training.IExperiment experiment) => Numbers(experiment, "prototypes.weight");

    private static float[] Numbers(Training.IExperiment experiment, string key) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(Bits.Of(experiment)[key]).ToArray();
}
