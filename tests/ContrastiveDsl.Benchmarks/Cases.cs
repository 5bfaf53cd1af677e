using System.Globalization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Training;
using FashionMnist;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Benchmarks;

/// <summary>
/// Networks and methods beside the same training in plain PyTorch, in each way that its users write it.
/// </summary>
internal static class Cases
{
    /// <summary>How the script prepares images and lays out tensors, by its options.</summary>
    private static readonly (string Name, string[] Options)[] Ways =
    [
        ("loader", ["--views", "loader"]),
        ("batched", ["--views", "batched"]),
        ("tuned", ["--views", "batched", "--channels-last"]),
    ];

    private static readonly Case[] All =
    [
        new("small residual network, 28×28, SimCLR", "ClothesSimClr", 28, 1, ["--method", "simclr"]),
        new("small residual network, 28×28, MoCo v2", "ClothesMoCoV2", 28, 1, ["--method", "moco"]),
        new("small residual network, 28×28, BYOL", "ClothesByol", 28, 1, ["--method", "byol"]),
        new("small residual network, 28×28, PIRL", "ClothesPirl", 28, 1, null),
        new(
            "ResNet-18, small stem, 32×32, SimCLR",
            nameof(Gray18SimClr),
            32,
            1,
            ["--method", "simclr", "--encoder", "resnet18"]
        ),
        new(
            "ResNet-18, small stem, 32×32, MoCo v2",
            nameof(Gray18MoCo),
            32,
            1,
            ["--method", "moco", "--encoder", "resnet18"]
        ),
        new(
            "ResNet-18, small stem, 32×32, BYOL",
            nameof(Gray18Byol),
            32,
            1,
            ["--method", "byol", "--encoder", "resnet18"]
        ),
        new(
            "ResNet-50, 64×64, SimCLR",
            nameof(Gray50SimClr),
            64,
            1,
            ["--method", "simclr", "--encoder", "resnet50", "--stem", "imagenet"]
        ),
        new("ViT-S/16, 96×96, SimCLR", nameof(TokenSmallSimClr), 96, 3, null),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="folder">The folder with Fashion-MNIST.</param>
    /// <param name="rounds">Turns of each loop.</param>
    /// <param name="steps">Steps of a turn.</param>
    /// <param name="threads">Threads of each.</param>
    /// <param name="only">A part of the names of the cases that are wanted; empty for all.</param>
    /// <param name="peer">The script, or null.</param>
    public static void Run(string folder, int rounds, int steps, int threads, string only, string? peer)
    {
        HostMemory.KeepActivations();
        Threads.Use(threads);
        Say($"{rounds} rounds of {steps} steps, {threads} threads; images per second of the whole loop");
        foreach (var found in All.Where(found => found.What.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            Compare(found, folder, rounds, steps, threads, peer);
        }

        if (peer is not null)
        {
            CompareViews(folder, rounds, steps, threads, peer);
        }
    }

    private static void Compare(Case found, string folder, int rounds, int steps, int threads, string? peer)
    {
        var batch = Experiments.All.Single(experiment => experiment.Name == found.Experiment).Defaults.BatchSize;
        using var images = Precisions.RandomImages(batch * steps, found.Channels, found.Side);
        void Train(int count) => Precisions.Train(found.Experiment, images, count);
        List<Contender> contenders = [new("generated", () => Speed.Of(batch * steps, () => Train(steps)))];
        if (peer is not null && found.Peer is { } options)
        {
            string[] settings = [.. options, "--size", Text(found.Side), "--batch", Text(batch)];
            contenders.AddRange(
                Ways.Select(way => new Contender(way.Name, () =>
                    Peer.Run(peer, folder, steps, threads, [.. settings, .. way.Options]).ImagesPerSecond
                ))
            );
        }

        Say($"{found.What}, batches of {batch}");
        Train(1);
        Benchmark.TakeTurns(contenders, rounds);
        var ratios = contenders.Skip(1).Select(other => Table.Number(contenders[0].MedianRatio(other), 2));
        Console.WriteLine(Table.Line("ratio", ["", .. ratios]));
    }

    /// <summary>Both views of a batch of the small case, in milliseconds.</summary>
    private static void CompareViews(string folder, int rounds, int steps, int threads, string peer)
    {
        using var set = Precisions.RandomImages(Benchmark.BatchSize, 1, 28);
        var batch = new EpochOrder(set.Count, Benchmark.BatchSize, new RandomSource(1)).Batches(0, 0).Single();
        List<Contender> contenders =
        [
            new("generated", () => MillisecondsOfViews(set, batch, steps)),
            .. Ways.Take(2)
                .Select(way => new Contender(way.Name, () =>
                    Peer.Run(peer, folder, steps, threads, way.Options).ViewsMilliseconds
                )),
        ];
        Say($"two views of each of {Benchmark.BatchSize} images, 28×28, in milliseconds");
        MillisecondsOfViews(set, batch, steps);
        Benchmark.TakeTurns(contenders, rounds);
        var ratios = contenders.Skip(1).Select(other => Table.Number(other.MedianRatio(contenders[0]), 1));
        Console.WriteLine(Table.Line("ratio", ["", .. ratios]));
    }

    private static double MillisecondsOfViews(ImageSet set, Batch batch, int steps)
    {
        var perSecond = Speed.Of(steps, () =>
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                ClothesViews.Sample(set.Load(batch), new RandomSource(1), batch, 28);
            }
        });
        return 1000 / perSecond;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    /// <param name="What">The network, the images, the method.</param>
    /// <param name="Experiment">The declaration.</param>
    /// <param name="Side">Of the images in pixels.</param>
    /// <param name="Channels">Of the images.</param>
    /// <param name="Peer">The script's options for it; null where it has no such training.</param>
    private sealed record Case(string What, string Experiment, int Side, int Channels, string[]? Peer);
}
