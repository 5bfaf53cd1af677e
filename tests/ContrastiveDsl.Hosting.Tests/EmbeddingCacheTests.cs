using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Export;
using ContrastiveDsl.Images;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class EmbeddingCacheTests : IDisposable
{
    private readonly TrainedStripes trained = new();
    private readonly ImageFiles files = new(6);
    private readonly RunEncoder encoder;
    private readonly IImageSequence images;
    private readonly EmbeddingCache cache;

    public EmbeddingCacheTests()
    {
        var run = trained.Folder.Output;
        encoder = new TrainedRuns([StripesExperiment.Definition], TextWriter.Null).Open(
            run,
            null,
            ExportedPart.Encoder,
            unit: true
        );
        images = ImageSequences.Open(files.Folder, encoder, threads: 1);
        cache = new EmbeddingCache(run, encoder, files.Folder);
    }

    private string Kept => Directory.GetFiles(Path.Combine(trained.Folder.Output, "embeddings"), "*.npy").Single();

    public void Dispose()
    {
        images.Dispose();
        encoder.Dispose();
        files.Dispose();
        trained.Dispose();
    }

    [Fact]
    public void Update_ImageThatCouldNotBeOpened_IsTriedAgain()
    {
        Update(new Closing(images, 2)).Should().Equal(0, 1, 3, 4, 5);
        cache.Unopened.Should().Equal(images.NameOf(2));

        Update(images).Should().Equal(0, 1, 3, 4, 5, 2);
        cache.Unopened.Should().BeEmpty();
    }

    /// <summary>A file that never can be opened must not cost every question a copy of all rows.</summary>
    [Fact]
    public void Update_ImageThatStillCannotBeOpened_WritesNothing()
    {
        Update(new Closing(images, 2));
        var written = File.GetLastWriteTimeUtc(Kept);

        Update(new Closing(images, 2)).Should().Equal(0, 1, 3, 4, 5);

        File.GetLastWriteTimeUtc(Kept).Should().Be(written);
    }

    /// <summary>What was written of the first batch goes with the folder that was made for it.</summary>
    [Fact]
    public void Update_StoppedAfterABatch_LeavesNothing()
    {
        using var many = new ImageFiles(260, side: 8);
        using var opened = ImageSequences.Open(many.Folder, encoder, threads: 1);
        using var stopping = new CancellationTokenSource();
        var shares = new List<double>();

        var update = () =>
            cache.Update(
                opened,
                1,
                work =>
                    work(share =>
                    {
                        shares.Add(share);
                        stopping.Cancel();
                    }),
                stopping.Token
            );

        update.Should().Throw<OperationCanceledException>();
        shares.Should().ContainSingle().Which.Should().BeInRange(0.5, 0.99);
        Directory.Exists(Path.Combine(trained.Folder.Output, "embeddings")).Should().BeFalse();
    }

    [Fact]
    public void Update_NoImageCouldBeOpened_HasNoRows()
    {
        Update(new Closing(images, 0, 1, 2, 3, 4, 5)).Should().BeEmpty();

        cache.Rows().Should().BeEmpty();
    }

    [Theory]
    [InlineData("*.npy", 0)]
    [InlineData("*.npy", 100)]
    [InlineData("*.npy", 128)]
    [InlineData("*.npy", 128 + (2 * 8 * 4))]
    [InlineData("*.npy", -1)]
    [InlineData("*.txt", 0)]
    [InlineData("*.txt", 40)]
    [InlineData("*.txt", -1)]
    [InlineData("*.txt", -2)]
    public void Update_FileThatWasCutShort_EmbedsAnew(string pattern, long length)
    {
        Update(images);
        var (expected, file) = (Rows(), Path.GetDirectoryName(Kept)!);
        file = Directory.GetFiles(file, pattern).Single();
        using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.SetLength(length < 0 ? stream.Length + length : length);
        }

        Update(images).Should().Equal(0, 1, 2, 3, 4, 5);

        Rows().Should().Equal(expected);
        var written = File.GetLastWriteTimeUtc(Kept);
        Update(images).Should().HaveCount(6);
        File.GetLastWriteTimeUtc(Kept).Should().Be(written, "it is whole again");
    }

    [Fact]
    public void Update_NumberOfRowsThatIsNotThatOfTheFile_EmbedsAnew()
    {
        Update(images);
        var expected = Rows();
        var bytes = File.ReadAllBytes(Kept);
        var digit = bytes.AsSpan().IndexOf("(6,"u8) + 1;
        bytes[digit] = (byte)'5';
        File.WriteAllBytes(Kept, bytes);

        Update(images).Should().Equal(0, 1, 2, 3, 4, 5);

        Rows().Should().Equal(expected);
        File.ReadAllBytes(Kept)[digit].Should().Be((byte)'6');
    }

    [Fact]
    public void Update_FolderThatCannotBeMade_HoldsTheRows()
    {
        Update(images);
        var (expected, kept) = (Rows(), Path.GetDirectoryName(Kept)!);
        Directory.Delete(kept, recursive: true);
        File.WriteAllText(kept, "in the way");

        Update(images).Should().Equal(0, 1, 2, 3, 4, 5);

        Rows().Should().Equal(expected);
        cache.NotKept.Should().Contain(kept);
        File.Delete(kept);
        Update(images).Should().HaveCount(6);
        cache.NotKept.Should().BeNull();
        Rows().Should().Equal(expected);
    }

    /// <summary>What is kept is not embedded again.</summary>
    [Fact]
    public void Update_RowsThatCannotBeAdded_HoldsThemBesideThoseThatAreKept()
    {
        Update(images);
        var expected = Rows();
        Directory.Delete(Path.GetDirectoryName(Kept)!, recursive: true);
        Update(new Closing(images, 2));
        Directory.CreateDirectory(Path.ChangeExtension(Kept, ".txt.unfinished"));

        Update(images).Should().Equal(0, 1, 3, 4, 5, 2);

        cache.NotKept.Should().NotBeNull();
        // Which images go through the network together differs.
        Rows()
            .Should()
            .Equal([.. expected[..16], .. expected[24..], .. expected[16..24]], (a, b) => Math.Abs(a - b) <= 1e-5f);
    }

    [Fact]
    public void Read_BrokenFilesAndClosedOnes_AreToldApart()
    {
        files.Write("cut.png", File.ReadAllBytes(files[ImageFiles.NameOf(0)])[..60]);
        var listing = new ImageListing(files.Folder, [ImageFiles.NameOf(0), "absent.png", "cut.png"], [], 0);
        using var sequence = new FileSequence(listing, new EvaluationTransform(8, 1));

        var read = sequence.Read([0, 1, 2]);

        using (read.Pixels)
        {
            read.Names.Should().Equal(ImageFiles.NameOf(0));
            read.Broken.Select(image => image.Path).Should().Equal("absent.png", "cut.png");
            read.Unopened.Should().Equal("absent.png");
        }
    }

    private float[] Rows() => [.. cache.Rows().SelectMany(row => row)];

    private int[] Update(IImageSequence sequence) => cache.Update(sequence, threads: 1, work => work(_ => { }));

    /// <summary>Images of which some cannot be opened for now.</summary>
    private sealed class Closing(IImageSequence images, params int[] closed) : IImageSequence
    {
        public int Count => images.Count;

        public IReadOnlyList<BrokenImage> Broken => images.Broken;

        public string NameOf(int index) => images.NameOf(index);

        public int? Find(string name) => images.Find(name);

        public int? FindFile(string path) => images.FindFile(path);

        public string KeyOf(int index) => images.KeyOf(index);

        public Thumbnail ThumbnailOf(int index, int side) => images.ThumbnailOf(index, side);

        public ReadImages Read(IReadOnlyList<int> indices)
        {
            int[] open = [.. indices.Except(closed)];
            string[] names = [.. indices.Intersect(closed).Select(NameOf)];
            var read = open.Length == 0 ? new ReadImages([], null, []) : images.Read(open);
            return read with
            {
                Broken = [.. read.Broken, .. names.Select(name => new BrokenImage(name, "it cannot be opened"))],
                Unopened = names,
            };
        }

        public void Dispose() { }
    }
}
