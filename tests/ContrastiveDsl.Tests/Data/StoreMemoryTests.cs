using System.Globalization;
using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using TorchSharp;

namespace ContrastiveDsl.Tests.Data;

/// <summary>A store that is larger than what may be held.</summary>
public sealed class StoreMemoryTests : IDisposable
{
    private const long StoreBytes = 4L << 30;
    private const int Side = 256;
    private const int BatchSize = 64;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [LongFact]
    public void ReadAhead_StoreOfFourGigabytes_IsNeverAllInMemory()
    {
        const int imageBytes = Side * Side * 3;
        const int count = (int)(StoreBytes / imageBytes);
        var entries = Enumerable
            .Range(0, count)
            // Two sizes, so that batches are no tensors of one.
            .Select(i => new StoreEntry("", 0, 0, 0, 0, (long)i * imageBytes, Side - (i % 2), Side, null));
        using (var file = File.Create(StoreFiles.PixelsPath(folder.Path)))
        {
            file.SetLength(StoreBytes);
        }

        using var set = ImageSet.Open(
            new PackedPixels(new MappedFile(StoreFiles.PixelsPath(folder.Path)), entries, 3),
            new ImageOptions { Threads = 2 }
        );
        var random = new RandomSource(1);
        var most = 0L;

        foreach (var batch in set.ReadAhead(new EpochOrder(count, BatchSize, random).Batches(0)))
        {
            using var scope = torch.NewDisposeScope();
            var images = set.Load(batch);
            var draws = TransformDraws.Sample(random, batch, 0, RandomResizedCrop.DrawCount, images);
            RandomResizedCrop.Apply(images, draws, 64);
            most = Math.Max(most, Anonymous());
        }

        most.Should().BePositive().And.BeLessThan(2L << 30);
    }

    /// <summary>Bytes of this process that are no file's.</summary>
    private static long Anonymous()
    {
        const string name = "RssAnon:";
        var line = File.ReadLines("/proc/self/status").Single(text => text.StartsWith(name, StringComparison.Ordinal));
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return 1024 * long.Parse(words[1], CultureInfo.InvariantCulture);
    }
}
