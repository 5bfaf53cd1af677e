using System.IO.Hashing;
using ContrastiveDsl.Data;
using ContrastiveDsl.Images;
using ContrastiveDsl.TestImages;
using TorchSharp;

namespace ContrastiveDsl.Tests.Data;

/// <summary>Folders of images and the stores that they are decoded to.</summary>
public sealed class StoreTests : IDisposable
{
    private const int Side = 8;
    private readonly ImagesFolder folder = new();
    private string? decoded;

    private StoreBuilder Builder =>
        new()
        {
            Folder = folder.Data,
            Store = folder.Store,
            Channels = 3,
        };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_Folder_HasEveryImageInTheOrderOfItsPath()
    {
        folder.Add(5).Add(3, "b/deep/er/{0}.png").Add(2, "B{0}.jpg");
        string[] paths =
        [
            .. Directory
                .GetFiles(folder.Data, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder.Data, path))
                .Order(StringComparer.Ordinal),
        ];

        using var sets = Open();

        sets.Train.Count.Should().Be(10);
        sets.Data!.Kind.Should().Be("folder");
        using var scope = torch.NewDisposeScope();
        for (var i = 0; i < paths.Length; i++)
        {
            var expected = ImageDecoder.Decode(folder[paths[i]], new EvaluationTransform(Side).DecodeOptions);
            var image = sets.Train.Load(new Batch(0, 0, [i]));
            (image.Heights[0].ToInt64(), image.Widths[0].ToInt64()).Should().Be((expected.Height, expected.Width));
            image.Rows.bytes.ToArray().Should().Equal(expected.Pixels);
        }
    }

    [Fact]
    public void Open_SecondTime_DecodesNothing()
    {
        folder.Add(6);
        using (var first = Open())
        {
            decoded.Should().Be("0 of 6");
        }

        decoded = null;
        using var second = Open();

        decoded.Should().BeNull();
        second.Data!.Fingerprint.Should().Be(Fingerprint());
    }

    [Fact]
    public void Summarize_Folder_IsWhatIsOpenedAndTellsTestImagesApart()
    {
        folder.Add(6);
        var options = new DataOptions
        {
            ImageSize = Side,
            Store = folder.Store,
            TestShare = 0.4,
        };
        using var sets = ImageSets.Open(folder.Data, options);

        var summary = DataFinder.Find(folder.Data, options).Summarize();

        summary.Should().BeEquivalentTo(sets.Data);
        summary.Test.Should().BePositive();
        summary.TestFingerprint.Should().NotBeNull().And.NotBe(summary.Fingerprint);
        sets.Data!.IsSameAs(summary with { TestFingerprint = summary.Fingerprint }).Should().BeFalse();
    }

    /// <summary>As of another user, or on a disk that is read-only.</summary>
    [Fact]
    public void Open_StoreThatCannotBeWritten_IsTakenWhereItIsWhole()
    {
        folder.Add(8);
        var store = OpenedStore();
        var before = Fingerprint();
        Refuse(Path.Combine(store, "lock"));
        var files = Directory.GetFiles(store).ToDictionary(path => path, File.GetLastWriteTimeUtc);

        using (var sets = Open())
        {
            decoded.Should().BeNull();
            sets.Data!.Fingerprint.Should().Be(before);
            using var scope = torch.NewDisposeScope();
            sets.Train.Range(0, 8).sum().ToSingle().Should().BePositive();
        }

        Directory.GetFiles(store).ToDictionary(path => path, File.GetLastWriteTimeUtc).Should().Equal(files);
    }

    /// <summary>What it lists must be in it: pixels that were cut off are not.</summary>
    [Fact]
    public void Open_StoreThatCannotBeWrittenNorIsWhole_IsRefused()
    {
        folder.Add(8);
        var store = OpenedStore();
        Refuse(Path.Combine(store, "lock"));
        using (var file = File.OpenWrite(Path.Combine(store, "pixels")))
        {
            file.SetLength(file.Length - 1);
        }

        ((Action)(() => Open().Dispose())).Should().Throw<DataFormatException>().WithMessage("*cannot be written*");
    }

    [Fact]
    public void Open_AfterACancelledBuild_GoesOnWhereThatWas()
    {
        folder.Add(40);
        var stopped = () =>
            Open(watch: work =>
                work(
                    (_, done) =>
                    {
                        if (done > 0)
                        {
                            throw new OperationCanceledException();
                        }
                    }
                )
            );
        stopped.Should().Throw<OperationCanceledException>();

        using var sets = Open();

        decoded.Should().Be("0 of 8", "the first chunk of 32 was in the store");
        sets.Data!.Fingerprint.Should().Be(Fingerprint());
    }

    [Fact]
    public void Open_AfterAKillInTheMiddleOfWriting_DecodesWhatIsMissingAlone()
    {
        folder.Add(12);
        var store = OpenedStore();
        var list = Path.Combine(store, "images");
        var pixels = Path.Combine(store, "pixels");
        // The last record is torn, and pixels lie there that no record names.
        File.WriteAllBytes(list, File.ReadAllBytes(list)[..^7]);
        File.AppendAllText(pixels, "torn");

        using var sets = Open();

        decoded.Should().Be("0 of 1");
        sets.Data!.Fingerprint.Should().Be(Fingerprint());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.0)]
    public void Open_PixelsCutShort_DecodesThoseAnew(double share)
    {
        folder.Add(12);
        var pixels = Path.Combine(OpenedStore(), "pixels");
        using (var file = File.OpenWrite(pixels))
        {
            file.SetLength((long)(share * file.Length));
        }

        using var sets = Open();

        decoded.Should().NotBeNull();
        sets.Data!.Fingerprint.Should().Be(Fingerprint());
        using var scope = torch.NewDisposeScope();
        sets.Train.Range(0, 12).sum().ToSingle().Should().BePositive();
    }

    [Fact]
    public void Open_ListOfAnotherForm_IsMadeAnew()
    {
        folder.Add(4);
        File.WriteAllText(Path.Combine(OpenedStore(), "images"), "something else altogether, of another program");

        using var sets = Open();

        decoded.Should().Be("0 of 4");
        sets.Data!.Fingerprint.Should().Be(Fingerprint());
    }

    [Fact]
    public void Open_ChangedFile_IsDecodedAloneAndNoticed()
    {
        folder.Add(8);
        var before = Fingerprint();
        OpenedStore();
        folder.Add(1, "image-003.jpg", seed: 77);

        using var sets = Open();

        decoded.Should().Be("0 of 1");
        sets.Data!.Fingerprint.Should().NotBe(before).And.Be(Fingerprint());
    }

    [Fact]
    public void Open_TouchedFile_IsReadButGivesTheSameImages()
    {
        folder.Add(8);
        var before = Fingerprint();
        var pixels = Path.Combine(OpenedStore(), "pixels");
        var length = new FileInfo(pixels).Length;
        File.SetLastWriteTimeUtc(folder["image-003.jpg"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        using var sets = Open();

        sets.Data!.Fingerprint.Should().Be(before);
        new FileInfo(pixels).Length.Should().Be(length, "the content was known");
    }

    [Fact]
    public void Open_AddedAndRemovedFiles_AreNoticed()
    {
        folder.Add(8);
        var before = Fingerprint();
        OpenedStore();
        File.Delete(folder["image-000.jpg"]);
        folder.Add(1, "added.jpg", seed: 99);

        using var sets = Open();

        decoded.Should().Be("0 of 1");
        sets.Train.Count.Should().Be(8);
        sets.Data!.Fingerprint.Should().NotBe(before).And.Be(Fingerprint());
    }

    [Fact]
    public void Open_StoreOfManyRemovedFiles_IsMadeAnew()
    {
        folder.Add(20);
        var pixels = Path.Combine(OpenedStore(), "pixels");
        var length = new FileInfo(pixels).Length;
        ReplaceMost();
        using var sets = Open();

        sets.Train.Count.Should().Be(5);
        new FileInfo(pixels).Length.Should().BeLessThan(length / 2);
        sets.Data!.Fingerprint.Should().Be(Fingerprint());
    }

    [Fact]
    public void Open_StoreMadeAnewWhileAnotherUsesIt_LeavesThatItsImages()
    {
        folder.Add(20);
        using var training = Open();
        var (first, all) = (Pixels(training.Train, 1), Pixels(training.Train, 20));
        ReplaceMost();

        using var other = Open();

        other.Train.Count.Should().Be(5);
        // Alone before the rest: behind the end of a mapped file that was cut short there is no error to catch.
        Pixels(training.Train, 1).Should().Equal(first);
        Pixels(training.Train, 20).Should().Equal(all);
        Pixels(other.Train, 4).Should().Equal(all[^Pixels(other.Train, 4).Length..]);
    }

    /// <summary>Who has built a store may be slower to use it than another that waited to make it anew.</summary>
    [Fact]
    public void Build_StoreMadeAnewBeforeItIsUsed_HasThePixelsThatWereBuilt()
    {
        folder.Add(20);
        var built = Builder.Build(FolderListing.Of(folder.Data, 1).Files);
        using var pixels = new PackedPixels(built.Pixels!, built.Entries, 3);
        ReplaceMost();

        Builder.Build(FolderListing.Of(folder.Data, 1).Files).Pixels!.Dispose();

        for (var i = 0; i < 20; i++)
        {
            var (height, width) = pixels.SizeOf(i);
            var image = new byte[height * width * 3];
            pixels.Read(i, image);
            XxHash128.HashToUInt128(image).Should().Be(built.Entries[i].Pixels);
        }
    }

    [Fact]
    public void Open_StoreThatCannotBeWritten_SaysWhatToDo()
    {
        folder.Add(4);
        Refuse(Path.Combine(OpenedStore(), "lock"));
        folder.Add(1, "added.jpg");

        var open = () => Open();

        open.Should()
            .Throw<DataFormatException>()
            .WithMessage(
                $"The store '{folder.Store}*' cannot be written (*lock*): name another folder with --store DIR, or write --store none, which decodes in every epoch."
            )
            .Which.Setting.Should()
            .Be(nameof(DataOptions.Store));
    }

    [Fact]
    public async Task Build_CanceledWhileAnotherWrites_GivesUp()
    {
        using var writer = StoreFiles.Open(folder.Store, () => { });

        var build = Task.Run(() => Builder.Build([], new CancellationToken(canceled: true)));

        // Only so that a fault does not hang the tests.
        var end = () => build.WaitAsync(TimeSpan.FromMinutes(5));
        await end.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void Open_TooLittleRoom_IsRefusedBeforeAnythingIsWritten()
    {
        folder.Add(8);

        var open = () => Open(options => options with { FreeBytes = _ => (64L << 20) + 100 });

        open.Should()
            .Throw<IOException>()
            .WithMessage(
                "The store of 8 of 8 images needs about *KiB in '*', where 100 bytes can be used*--store none*"
            );
        Directory
            .GetFiles(folder.Store, "pixels", SearchOption.AllDirectories)
            .Should()
            .OnlyContain(path => new FileInfo(path).Length == 0);
    }

    [Fact]
    public void Open_WithoutAStore_GivesTheSameImagesAndKeepsNoPixels()
    {
        folder.Add(6);
        using var sets = Open(options => options with { Store = DataOptions.NoStore });
        using var stored = Open();

        sets.Data!.Fingerprint.Should().Be(stored.Data!.Fingerprint);
        sets.Data!.Store.Should().BeNull();
        using var scope = torch.NewDisposeScope();
        sets.Train.Range(0, 6).Equals(stored.Train.Range(0, 6)).Should().BeTrue();
    }

    [Fact]
    public void Open_BrokenFiles_AreNamedWithTheirReasonsAndLeftOut()
    {
        BreakSome();

        using var sets = Open();

        sets.Train.Count.Should().Be(41);
        sets.Data!.Skipped.Should().Be(3);
        sets.Data!.SkippedFiles.Select(file => file.Path).Should().Equal("a.jpg", "cut.jpg", "empty.jpg");
        sets.Data!.SkippedFiles.Should().OnlyContain(file => file.Reason.Length > 5);

        decoded = null;
        using var again = Open();
        decoded.Should().BeNull("what is broken is remembered too");
        again.Data!.SkippedFiles.Should().Equal(sets.Data!.SkippedFiles);
    }

    [Fact]
    public void Open_BrokenFilesOfAStrictRun_AreRefusedByName()
    {
        BreakSome();

        var open = () => Open(options => options with { Strict = true });

        open.Should().Throw<DataFormatException>().WithMessage("3 of 44 files*a.jpg: *; cut.jpg: *; empty.jpg: *");
    }

    [Fact]
    public void Open_StoreAmongTheImages_IsRefused()
    {
        folder.Add(2);

        var open = () => Open(options => options with { Store = folder["store"] });

        open.Should().Throw<DataFormatException>().WithMessage("*would lie among the images*");
    }

    [Fact]
    public void Open_SeveralThreads_MakeTheSameStore()
    {
        folder.Add(70);
        OpenedStore();
        var one = Directory.GetFiles(folder.Store, "pixels", SearchOption.AllDirectories).Single();
        using var sets = Open(options => options with { Threads = 4, Store = Path.Combine(folder.Root, "other") });

        var other = Directory.GetFiles(Path.Combine(folder.Root, "other"), "pixels", SearchOption.AllDirectories);
        File.ReadAllBytes(other.Single()).Should().Equal(File.ReadAllBytes(one));
    }

    [Fact]
    public void Open_TwoAtOnce_ShareOneStore()
    {
        folder.Add(40);

        var both = Enumerable.Range(0, 2).AsParallel().Select(_ => Open()).ToArray();

        both[0].Data!.Fingerprint.Should().Be(both[1].Data!.Fingerprint);
        var pixels = Directory.GetFiles(folder.Store, "pixels", SearchOption.AllDirectories).Single();
        new FileInfo(pixels).Length.Should().Be(StoredBytes(both[0].Train));
        both[0].Dispose();
        both[1].Dispose();
    }

    private static long StoredBytes(ImageSet set)
    {
        using var scope = torch.NewDisposeScope();
        return set.Load(new Batch(0, 0, [.. Enumerable.Range(0, set.Count)])).Rows.numel();
    }

    private static byte[] Pixels(ImageSet set, int count)
    {
        using var scope = torch.NewDisposeScope();
        return set.Load(new Batch(0, 0, [.. Enumerable.Range(0, count)])).Rows.bytes.ToArray();
    }

    /// <summary>Makes a file one that is there and that nobody can open.</summary>
    private static void Refuse(string path)
    {
        File.Delete(path);
        File.CreateSymbolicLink(path, path);
    }

    /// <summary>Takes away the first 16 images and adds one.</summary>
    private void ReplaceMost()
    {
        foreach (var path in Directory.GetFiles(folder.Data).Order(StringComparer.Ordinal).Take(16))
        {
            File.Delete(path);
        }

        folder.Add(1, "new.jpg", seed: 50);
    }

    private void BreakSome()
    {
        folder.Add(40).Add(1, "b.png");
        File.Move(folder["b.png"], folder["b.jpg"]);
        var whole = File.ReadAllBytes(folder["image-000.jpg"]);
        File.WriteAllBytes(folder["cut.jpg"], whole[..(whole.Length * 6 / 10)]);
        File.WriteAllBytes(folder["empty.jpg"], []);
        File.WriteAllText(folder["a.jpg"], "<!DOCTYPE html><html><body>404</body></html>");
    }

    /// <summary>What the images have in a store of their own.</summary>
    private string Fingerprint()
    {
        var before = decoded;
        using var sets = Open(options => options with { Store = Path.Combine(folder.Root, Guid.NewGuid().ToString()) });
        decoded = before;
        return sets.Data!.Fingerprint;
    }

    private string OpenedStore()
    {
        using var sets = Open();
        decoded = null;
        return sets.Data!.Store!;
    }

    private ImageSets Open(
        Func<DataOptions, DataOptions>? change = null,
        Action<Action<Action<string, double>>>? watch = null
    )
    {
        var options = new DataOptions
        {
            ImageSize = Side,
            Store = folder.Store,
            Threads = 1,
            Watch = watch ?? (work => work((words, _) => decoded ??= words["decoding images, ".Length..])),
        };
        return ImageSets.Open(folder.Data, change is null ? options : change(options));
    }
}
