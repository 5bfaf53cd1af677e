using System.Globalization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Benchmarks;

/// <summary>The whole loop in float32 and in bfloat16, turn by turn.</summary>
internal static class Precisions
{
    private static readonly (string What, string Single, string Half, int Batch, int Channels, int Side)[] Cases =
    [
        ("small residual network, 28×28", nameof(SmallFloat32), nameof(SmallBFloat16), 256, 1, 28),
        ("ResNet-18, small stem, 32×32", nameof(ColorFloat32), nameof(ColorBFloat16), 64, 3, 32),
        ("transformer of 6 blocks, 32×32", nameof(TokenFloat32), nameof(TokenBFloat16), 64, 3, 32),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="rounds">Turns of each loop.</param>
    /// <param name="steps">Steps of a turn.</param>
    public static void Run(int rounds, int steps)
    {
        HostMemory.KeepActivations();
        Threads.Use(1);
        Console.WriteLine(
            $"{rounds} rounds of {steps} steps, 1 thread; images per second of processor time, and the median of the rounds' ratios"
        );
        foreach (var (what, single, half, batch, channels, side) in Cases)
        {
            using var images = RandomImages(batch * steps, channels, side);
            List<Contender> contenders =
            [
                new("bfloat16", () => Speed.OfProcessor(batch * steps, () => Train(half, images, steps))),
                new("float32", () => Speed.OfProcessor(batch * steps, () => Train(single, images, steps))),
            ];
            Train(half, images, 1);
            Train(single, images, 1);
            Benchmark.TakeTurns(contenders, rounds);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}, batches of {batch}: bfloat16 {contenders[0].MedianRatio(contenders[1]):F2} × float32"
                )
            );
        }
    }

    /// <summary>Trains a new experiment for so many steps: one epoch of as many images.</summary>
    internal static void Train(string name, ImageSet images, int steps)
    {
        var definition = Experiments.All.Single(found => found.Name == name);
        var settings = definition.Defaults with { Epochs = 1 };
        using var part = images.Take(steps * settings.BatchSize);
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(definition.Name, settings);
        experiment.Train(part, run);
    }

    /// <summary>Images of noise: speed does not depend on what they show.</summary>
    internal static ImageSet RandomImages(int count, int channels, int side)
    {
        var pixels = new byte[(long)count * channels * side * side];
        new Random(1).NextBytes(pixels);
        return ImageSet.FromBytes(pixels, count, channels, side, side);
    }
}
