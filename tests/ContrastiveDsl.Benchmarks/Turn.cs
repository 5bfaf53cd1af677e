using System.Diagnostics;
using System.Text.Json;
using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Benchmarks;

/// <summary>
/// What one training, of one process or several, came to; a program of its own, which prints it as JSON.
/// </summary>
/// <param name="ImagesPerSecond">Speed of the steps.</param>
/// <param name="Exchanging">
/// Share of that time in which the first process exchanged something, or waited for it.
/// </param>
/// <param name="SumMilliseconds">Time of adding up a tensor over all processes, the best of some; 0 alone.</param>
/// <param name="AddMilliseconds">Time of adding two such tensors in one process, the best of some.</param>
internal sealed record Turn(double ImagesPerSecond, double Exchanging, double SumMilliseconds, double AddMilliseconds)
{
    /// <summary>The option by which the program takes a turn; its value is the number of threads.</summary>
    internal const string Option = "--turn";

    /// <summary>As many numbers as a ResNet-50 has parameters.</summary>
    internal const int Numbers = 25_600_000;

    private const int Sums = 8;

    /// <summary>Trains so many steps, adds up tensors, and prints.</summary>
    internal static void Take(string folder, int steps, int threads)
    {
        var world = World.Join();
        HostMemory.KeepActivations();
        Threads.Use(threads);
        using var all = ImageSets.Open(folder).Train;
        using var images = all.Take(Benchmark.BatchSize * steps);
        var loop = new GeneratedLoop(images, Benchmark.BatchSize);
        loop.Run(Math.Min(2, steps));
        world.Barrier();
        var before = world.Exchanging;
        var clock = Stopwatch.StartNew();
        loop.Run(steps);
        var (elapsed, exchanging) = (clock.Elapsed, world.Exchanging - before);
        using var scope = NewDisposeScope();
        var (sum, other) = (zeros(Numbers), ones(Numbers));
        // In turn, so that both see the same machine.
        var (added, summed) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Sums; i++)
        {
            world.Barrier();
            added = Math.Min(added, Milliseconds(() => sum.add_(other)));
            world.Barrier();
            summed = Math.Min(summed, Milliseconds(() => world.Sum(other)));
            other.fill_(1);
        }

        if (world.IsFirst)
        {
            var turn = new Turn(
                Benchmark.BatchSize * steps / elapsed.TotalSeconds,
                exchanging / elapsed,
                world.Size == 1 ? 0 : summed,
                added
            );
            Console.WriteLine(JsonSerializer.Serialize(turn));
        }

        world.Leave();
    }

    private static double Milliseconds(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalMilliseconds;
    }
}
