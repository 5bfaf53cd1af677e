using System.Globalization;
using ContrastiveDsl.Benchmarks.HandWritten;
using ContrastiveDsl.Data;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Benchmarks;

/// <summary>Loops that take turns, so that all see the same machine.</summary>
internal static class Benchmark
{
    /// <summary>Images of a step of the example.</summary>
    internal const int BatchSize = 256;

    /// <summary>Runs the rounds and prints speeds and ratios.</summary>
    /// <param name="folder">The folder with the images.</param>
    /// <param name="rounds">Turns of each loop, at least 1.</param>
    /// <param name="steps">Steps of a turn, at least 1.</param>
    /// <param name="peer">A Python script that takes turns too, or null.</param>
    public static void Run(string folder, int rounds, int steps, string? peer)
    {
        HostMemory.KeepActivations();
        Threads.Use();
        using var images = Images(folder, steps);
        var generated = new GeneratedLoop(images, BatchSize);
        var hand = new HandLoop(images.Range(0, images.Count).mul(255).add(0.5).to(torch.ScalarType.Byte));
        List<Contender> contenders =
        [
            new("generated", () => Speed.Of(BatchSize * steps, () => generated.Run(steps))),
            new("by hand", () => Speed.Of(BatchSize * steps, () => hand.Run(steps, BatchSize))),
        ];
        if (peer is not null)
        {
            contenders.Add(new("peer", () => Peer.Run(peer, folder, steps, torch.get_num_threads()).ImagesPerSecond));
        }

        var warmup = Math.Min(2, steps);
        generated.Run(warmup);
        hand.Run(warmup, BatchSize);
        Say($"{rounds} rounds of {steps} steps of {BatchSize} images, {torch.get_num_threads()} threads; images/s");
        TakeTurns(contenders, rounds);
        foreach (var other in contenders.Skip(1))
        {
            Say($"median of generated / {other.Name}: {contenders[0].MedianRatio(other):F3}");
        }
    }

    /// <summary>Lets all take turns, and prints a line of their speeds for each round.</summary>
    internal static void TakeTurns(IReadOnlyList<Contender> contenders, int rounds)
    {
        Console.WriteLine(Table.Line("round", contenders.Select(contender => contender.Name)));
        for (var round = 1; round <= rounds; round++)
        {
            // Every other round in the opposite order: nobody always goes first.
            foreach (var contender in round % 2 == 0 ? contenders.Reverse() : contenders)
            {
                contender.TakeTurn();
            }

            var speeds = contenders.Select(contender => Table.Number(contender.Speeds[^1], 1));
            Console.WriteLine(Table.Line(round.ToString(CultureInfo.InvariantCulture), speeds));
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static ImageSet Images(string folder, int steps)
    {
        using var all = ImageSets.Open(folder).Train;
        return all.Take(BatchSize * steps);
    }
}
