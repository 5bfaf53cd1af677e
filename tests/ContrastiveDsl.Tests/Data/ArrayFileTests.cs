using System.Text;
using ContrastiveDsl.Data;
using ContrastiveDsl.TestImages;
using TorchSharp;

namespace ContrastiveDsl.Tests.Data;

/// <summary>The binary files of CIFAR, and <c>.npy</c> files.</summary>
public sealed class ArrayFileTests : IDisposable
{
    private const int Mutations = 3000;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_Cifar10_HasPixelsLabelsAndClasses()
    {
        WriteCifar("data_batch_1.bin", 3, coarse: false);
        WriteCifar("data_batch_2.bin", 2, coarse: false);
        WriteCifar("test_batch.bin", 2, coarse: false);
        File.WriteAllText(folder["batches.meta.txt"], "airplane\nautomobile\n\n");

        using var sets = ImageSets.Open(folder.Path);

        (sets.Train.Count, sets.Test!.Count).Should().Be((5, 2));
        (sets.Train.Channels, sets.Train.Height, sets.Train.Width).Should().Be((3, 32, 32));
        sets.Train.Labels!.data<long>().ToArray().Should().Equal(0, 1, 2, 0, 1);
        sets.Data!.Kind.Should().Be("cifar-10");
        sets.Data!.Classes.Should().Equal("airplane", "automobile");
        using var image = sets.Train.Range(1, 1);
        // Green, second row, third column.
        image[0, 1, 1, 2].ToSingle().Should().Be(Pixel(1, 1024 + 34) / 255f);
    }

    [Fact]
    public void Open_Cifar100_TakesTheFineLabels()
    {
        WriteCifar("train.bin", 4, coarse: true);
        WriteCifar("test.bin", 1, coarse: true);

        using var sets = ImageSets.Open(folder.Path);

        sets.Data!.Kind.Should().Be("cifar-100");
        sets.Train.Labels!.data<long>().ToArray().Should().Equal(0, 1, 2, 3);
    }

    /// <summary>A link's own length is that of the path in it.</summary>
    [Fact]
    public void Open_CifarByLinks_IsThatOfTheFiles()
    {
        using var elsewhere = new TempFolder();
        WriteCifar("data_batch_1.bin", 3, coarse: false);
        File.Move(folder["data_batch_1.bin"], elsewhere["data_batch_1.bin"]);
        File.CreateSymbolicLink(folder["data_batch_1.bin"], elsewhere["data_batch_1.bin"]);

        using var sets = ImageSets.Open(folder.Path);

        sets.Train.Count.Should().Be(3);
    }

    [Fact]
    public void Open_CifarCutShort_NamesTheFile()
    {
        File.WriteAllBytes(folder["data_batch_1.bin"], new byte[5000]);

        ((Action)(() => ImageSets.Open(folder.Path)))
            .Should()
            .Throw<DataFormatException>()
            .WithMessage("*data_batch_1.bin' has 5000 bytes*");
    }

    [Theory]
    [InlineData(new long[] { 4, 3, 5, 2 }, 2)]
    [InlineData(new long[] { 4, 3, 5 }, 1)]
    public void Open_Npy_HasItsPixels(long[] shape, int channels)
    {
        var path = WriteNpy("images.npy", "|u1", shape, IdxFile.Ramp((int)shape.Aggregate(1L, (a, b) => a * b)));

        using var sets = ImageSets.Open(path);

        (sets.Train.Count, sets.Train.Height, sets.Train.Width, sets.Train.Channels).Should().Be((4, 3, 5, channels));
        using var image = sets.Train.Range(1, 1);
        image[0, 0, 0, 1].ToSingle().Should().Be((byte)((15 * channels) + channels) / 255f);
        sets.Data!.Kind.Should().Be("npy");
        sets.Train.Labels.Should().BeNull();
    }

    [Theory]
    [InlineData("<i8", 8)]
    [InlineData(">i4", 4)]
    [InlineData("<i2", 2)]
    [InlineData("|i1", 1)]
    public void Open_NpyWithLabels_ReadsWholeNumbersOfAnyType(string type, int size)
    {
        var images = WriteNpy("images.npy", "|u1", [4, 2, 2], new byte[16]);
        int[] values = [2, -1, 0, 1];
        var bytes = values.SelectMany(value =>
        {
            var little = BitConverter.GetBytes((long)value)[..size];
            return type[0] == '>' ? little.Reverse() : little;
        });
        var labels = WriteNpy("labels.npy", type, [4], [.. bytes]);

        using var sets = ImageSets.Open(images, new DataOptions { Labels = labels });

        sets.Train.Labels!.data<long>().ToArray().Should().Equal(2, -1, 0, 1);
    }

    [Theory]
    [InlineData(3, 999, true)]
    [InlineData(3, 1000, false)]
    [InlineData(3, 200_000, false)]
    [InlineData(3, 2_000_000_000, false)]
    [InlineData(200, 1999, true)]
    [InlineData(200, 2000, false)]
    public void Open_NpyWithLabels_RefusesBigGapsBetweenTheNumbers(int classes, int largest, bool isTaken)
    {
        var images = WriteNpy("images.npy", "|u1", [classes + 1, 1, 1], new byte[classes + 1]);
        int[] values = [-1, .. Enumerable.Range(0, classes - 1), largest];
        var labels = WriteNpy("labels.npy", "<i4", [values.Length], [.. values.SelectMany(BitConverter.GetBytes)]);
        var options = new DataOptions { Labels = labels };

        if (isTaken)
        {
            using var sets = ImageSets.Open(images, options);
            sets.Train.CountClasses().Should().Be(largest + 1);
        }
        else
        {
            Refused(
                images,
                $"'{labels}' has {classes} classes, but {largest} as the number of one: classes are numbered from 0 without big gaps, so number these from 0 to {classes - 1}.",
                options
            );
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Summarize_Npy_TellsTestImagesAndTheirLabelsApart(bool isHeld)
    {
        var path = WriteNpy("images.npy", "|u1", [50, 1, 1], IdxFile.Ramp(50));
        var split = TestSplit.Choose([.. Enumerable.Range(0, 50).Select(i => $"{i}")], 0.2);
        var values = Enumerable.Range(0, 50).Select(i => i % 2).ToArray();
        var before = Summary();

        Summary().Should().BeEquivalentTo(before);
        Summary().IsSameAs(before).Should().BeTrue();
        (before with { TestFingerprint = null }).IsSameAs(before).Should().BeTrue("it did not note them");
        values[Array.IndexOf(split, true)] ^= 1;
        Summary().IsSameAs(before).Should().BeFalse();

        DataSummary Summary()
        {
            var bytes = values.SelectMany(BitConverter.GetBytes);
            var options = new DataOptions { TestShare = 0.2, Labels = WriteNpy("labels.npy", "<i4", [50], [.. bytes]) };
            var found = isHeld ? DataFinder.Find(path, options) : new FoundNpy(path, [.. values], options);
            using var sets = found.Open();
            var summary = found.Summarize();
            summary.Should().BeEquivalentTo(sets.Data);
            return summary;
        }
    }

    [Fact]
    public void Open_TestShare_SetsTheSameImagesAsideEveryTime()
    {
        var images = WriteNpy("images.npy", "|u1", [50, 1, 1], IdxFile.Ramp(50));
        using var sets = ImageSets.Open(images, new DataOptions { TestShare = 0.2 });
        using var again = ImageSets.Open(images, new DataOptions { TestShare = 0.2 });

        (sets.Train.Count, sets.Test!.Count).Should().Be((40, 10));
        using var scope = torch.NewDisposeScope();
        var test = sets.Test!.Range(0, 10).flatten();
        test.Equals(again.Test!.Range(0, 10).flatten()).Should().BeTrue();
        torch.cat([test, sets.Train.Range(0, 40).flatten()]).unique().output.numel().Should().Be(50);
    }

    [Fact]
    public void Open_NpyTooLargeToBeHeld_IsReadFromTheFile()
    {
        var path = WriteNpy("images.npy", "|u1", [6, 2, 3], IdxFile.Ramp(36));
        using var sets = new FoundNpy(path, [0, 1, 2, 0, 1, 2], new DataOptions { Labels = "given" }).Open();
        using var held = ImageSets.Open(path);

        using var scope = torch.NewDisposeScope();
        sets.Train.Load(new Batch(0, 0, [5, 1]))
            .Pixels.Equals(held.Train.Load(new Batch(0, 0, [5, 1])).Pixels)
            .Should()
            .BeTrue();
        sets.Train.Labels!.data<long>().ToArray().Should().Equal(0, 1, 2, 0, 1, 2);
    }

    [Fact]
    public void Open_NpyOfSomethingElse_SaysWhat()
    {
        Refused(WriteNpy("a.npy", "<f4", [4, 3, 5], new byte[240]), "*<f4 [4, 3, 5]*uint8*IImageSource*");
        Refused(WriteNpy("b.npy", "|u1", [4, 3], new byte[12]), "*[4, 3]*[N, H, W]*");
        Refused(WriteNpy("c.npy", "|u1", [4, 3, 5], new byte[59]), "*needs*");
        Refused(WriteNpy("d.npy", "|u1", [4, 3, 5], new byte[60], order: "True"), "*ascontiguousarray*");
        Refused(WriteNpy("e.npy", "|u1", [0, 3, 5], []), "*no images*");
        Refused(WriteNpy("f.npy", "|u1", [1L << 62, 1L << 62], []), "*more than any file holds*");
        var images = WriteNpy("g.npy", "|u1", [2, 1, 1], [1, 2]);
        Refused(images, "*2 whole numbers*", new DataOptions { Labels = "folders" });
        var labels = WriteNpy("h.npy", "<i8", [3], new byte[24]);
        Refused(images, "*3 labels*2 images*", new DataOptions { Labels = labels });
    }

    [Fact]
    public void Open_MutatedNpy_IsReadOrRefusedByNameAndNeverTakesMuchMemory()
    {
        var path = WriteNpy("images.npy", "|u1", [4, 3, 5], IdxFile.Ramp(60));
        var labels = WriteNpy("labels.npy", "<i8", [4], new byte[32]);
        Mutate([path, labels], () => ImageSets.Open(path, new DataOptions { Labels = labels }));
    }

    [Fact]
    public void Open_MutatedCifar_IsReadOrRefusedByNameAndNeverTakesMuchMemory()
    {
        WriteCifar("data_batch_1.bin", 2, coarse: false);
        Mutate([folder["data_batch_1.bin"]], () => ImageSets.Open(folder.Path));
    }

    [Fact]
    public void Open_MutatedStoreList_IsMadeAnewAndNeverFails()
    {
        var random = new Random(4);
        var entry = new StoreEntry("a/b.jpg", 10, 20, 30, 40, 0, 2, 3, null);
        using var stream = new MemoryStream();
        for (var i = 0; i < 4; i++)
        {
            entry.Write(stream);
        }

        for (var i = 0; i < Mutations; i++)
        {
            using var mutated = new MemoryStream(Mutated(stream.ToArray(), random));
            var (entries, end) = StoreEntry.ReadAll(mutated);
            entries.All(found => found == entry).Should().BeTrue();
            end.Should().BeLessThanOrEqualTo(mutated.Length);
        }
    }

    private static void Mutate(string[] paths, Func<ImageSets> open)
    {
        var random = new Random(3);
        var originals = Array.ConvertAll(paths, File.ReadAllBytes);
        var most = 4_000_000 + (8 * originals.Sum(bytes => bytes.Length));
        for (var i = 0; i < Mutations; i++)
        {
            var which = random.Next(paths.Length);
            File.WriteAllBytes(paths[which], Mutated(originals[which], random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                open().Dispose();
            }
            catch (IOException exception)
            {
                exception.Message.Should().ContainAny(paths.Select(path => Path.GetFileName(path)));
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(most);
            File.WriteAllBytes(paths[which], originals[which]);
        }
    }

    /// <summary>Some bytes changed, most of them near the beginning; some files cut, or grown.</summary>
    private static byte[] Mutated(byte[] bytes, Random random)
    {
        var copy = bytes.ToArray();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            copy[random.Next(random.Next(2) == 0 ? copy.Length : Math.Min(128, copy.Length))] = (byte)random.Next(256);
        }

        return random.Next(4) switch
        {
            0 => copy[..random.Next(copy.Length)],
            1 => [.. copy, .. new byte[random.Next(100)]],
            _ => copy,
        };
    }

    private static void Refused(string path, string message, DataOptions? options = null) =>
        ((Action)(() => ImageSets.Open(path, options ?? new DataOptions())))
            .Should()
            .Throw<DataFormatException>()
            .WithMessage(message);

    private static byte Pixel(int image, int place) => (byte)((image * 11) + (place * 7));

    private void WriteCifar(string name, int count, bool coarse)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < count; i++)
        {
            byte[] labels = coarse ? [99, (byte)i] : [(byte)i];
            bytes.AddRange([.. labels, .. Enumerable.Range(0, 3072).Select(place => Pixel(i, place))]);
        }

        File.WriteAllBytes(folder[name], [.. bytes]);
    }

    private string WriteNpy(string name, string type, long[] shape, byte[] data, string order = "False")
    {
        File.WriteAllBytes(folder[name], NpyBytes.Build(type, shape, data, order));
        return folder[name];
    }
}
