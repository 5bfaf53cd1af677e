using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>SwAV's prototypes stay as long as their declaration says, and move afterwards.</summary>
public sealed class PrototypeTests
{
    [ImagesFact]
    public void Prototypes_OfAFrozenEpoch_MoveInTheNext()
    {
        const int StepsPerEpoch = 4;
        var moved = new List<double>();
        float[] first = [];

        using var trained = TrainingTests.Train(
            nameof(TinySwav),
            images: 64 * StepsPerEpoch,
            epochs: 2,
            started: experiment => first = Weights(experiment),
            stepped: (experiment, _) =>
                moved.Add(Weights(experiment).Zip(first, (now, then) => Math.Abs(now - then)).Max())
        );

        // What comes back to length one in every step may lose the last bit of a number.
        moved.Should().HaveCount(2 * StepsPerEpoch);
        moved.Take(StepsPerEpoch).Should().OnlyContain(distance => distance < 1e-6);
        moved.Skip(StepsPerEpoch).Should().OnlyContain(distance => distance > 1e-4);
    }

    private static float[] Weights(Training.IExperiment experiment) =>
        System
            .Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(Bits.Of(experiment)["prototypes.weight"])
            .ToArray();
}
