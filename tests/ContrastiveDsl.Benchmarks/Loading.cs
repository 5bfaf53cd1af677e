using System.Diagnostics;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using NetVips;
using static TorchSharp.torch;

namespace ContrastiveDsl.Benchmarks;

/// <summary>
/// A folder of photos: how fast they are decoded, how fast a store gives them, and how long training waits for them.
/// </summary>
internal static class Loading
{
    private const int BatchSize = 64;
    private const int Photos = 1024;

    /// <summary>Measures and prints.</summary>
    /// <param name="steps">Steps of training.</param>
    public static void Run(int steps)
    {
        HostMemory.KeepActivations();
        var threads = Threads.Use();
        var root = Directory.CreateTempSubdirectory("contrastive-bench-").FullName;
        try
        {
            var photos = Directory.CreateDirectory(Path.Combine(root, "photos")).FullName;
            Write(photos);
            Measure(photos, Path.Combine(root, "store"), steps, threads);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Measure(string photos, string store, int steps, int threads)
    {
        var options = new DataOptions { ImageSize = PhotoEncoder.ImageSize, Store = store };
        var decoding = Speed.Of(Photos, () => ImageSets.Open(photos, options).Dispose());
        Say($"decoding {Photos} JPEG of 640×480 to a store, {threads} threads: {decoding:F0} images/s");
        using var stored = ImageSets.Open(photos, options);
        Say($"reading the store alone: {Speed.Of(10 * Photos, () => Read(stored.Train, epochs: 10)):F0} images/s");
        using var decoded = ImageSets.Open(photos, options with { Store = DataOptions.NoStore });
        Say($"decoding in every epoch alone: {Speed.Of(Photos, () => Read(decoded.Train, epochs: 1)):F0} images/s");
        Train("store", stored.Train, steps);
        Train("decoding", decoded.Train, steps);
    }

    private static void Read(ImageSet images, int epochs)
    {
        var order = new EpochOrder(images.Count, BatchSize, new RandomSource(1));
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            foreach (var batch in images.ReadAhead(order.Batches(epoch)))
            {
                using var scope = NewDisposeScope();
                images.Load(batch);
            }
        }
    }

    private static void Train(string name, ImageSet images, int steps)
    {
        using var part = images.Take(Math.Min(Photos, steps * BatchSize));
        var settings = PhotoSimClr.Defaults with { Epochs = 1 };
        using var experiment = new PhotoSimClr(settings);
        using var run = TrainingRun.Start(nameof(PhotoSimClr), settings);
        var clock = Stopwatch.StartNew();
        experiment.Train(part, run);
        var share = part.Waited / clock.Elapsed;
        Say(
            $"ResNet-18 at 64 px from the {name}: {part.Count / clock.Elapsed.TotalSeconds:F1} images/s, waiting {100 * share:F2} % of the time"
        );
    }

    /// <summary>Photos of noise on soft shapes: of a kind of which a JPEG is about 60 KB, as of a camera.</summary>
    private static void Write(string folder)
    {
        for (var i = 0; i < Photos; i++)
        {
            using var shapes = Image.Perlin(640, 480, cellSize: 160, seed: i);
            using var noise = Image.Gaussnoise(640, 480, sigma: 12, mean: 0, seed: i);
            using var grey = ((shapes * 100) + 128 + noise).Cast(Enums.BandFormat.Uchar);
            using var colors = grey.Bandjoin(grey.Rot180(), grey.Flip(Enums.Direction.Horizontal))
                .Copy(interpretation: Enums.Interpretation.Srgb);
            colors.Jpegsave(Path.Combine(folder, FormattableString.Invariant($"{i:d5}.jpg")), q: 85);
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
