using System.IO.Hashing;
using ContrastiveDsl.Images;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.Data;

/// <summary>Brings a store up to date with the files of a folder.</summary>
internal sealed class StoreBuilder
{
    /// <summary>Files that are decoded before their pixels are written.</summary>
    private const int ChunkPerThread = 32;

    /// <summary>Files whose headers are read to estimate the size of a store.</summary>
    private const int EstimatedFiles = 200;

    /// <summary>A disk is never filled to the last byte.</summary>
    private const long FreeToRemain = 64L << 20;

    /// <summary>How long what has been decoded may be missing from the list of a store.</summary>
    private static readonly TimeSpan Saving = TimeSpan.FromSeconds(2);

    /// <summary>The folder of images.</summary>
    public required string Folder { get; init; }

    /// <summary>The store's folder.</summary>
    public required string Store { get; init; }

    /// <summary>Whether pixels are kept, or only what is known of the files.</summary>
    public bool KeepsPixels { get; init; } = true;

    /// <summary>Channels to which images are decoded.</summary>
    public required int Channels { get; init; }

    /// <summary>The limit of their shorter side; null for none.</summary>
    public int? ShorterSide { get; init; }

    /// <summary>Threads to decode with.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Bytes that are free at a path; replaced by tests.</summary>
    public Func<string, long> FreeBytes { get; init; } = path => new DriveInfo(path).AvailableFreeSpace;

    /// <summary>
    /// Calls its argument, if there is something to do; to which it gives what is told how far that has come, in words
    /// and as a share of the whole.
    /// </summary>
    public Action<Action<Action<string, double>>> Watch { get; init; } = work => work((_, _) => { });

    /// <summary>Decodes what is not in the store yet.</summary>
    /// <param name="files">All files.</param>
    /// <param name="cancellation">Ends the work; what has been decoded stays in the store.</param>
    /// <returns>What is known of each file, and their pixels where they are kept.</returns>
    /// <exception cref="IOException">The store lacks some and cannot be written, or does not fit.</exception>
    public BuiltStore Build(IReadOnlyList<StoredFile> files, CancellationToken cancellation = default)
    {
        StoreFiles store;
        try
        {
            store = Open(cancellation);
        }
        catch (DataFormatException)
        {
            if (AsItIs(files) is { } whole)
            {
                return whole;
            }

            throw;
        }

        using (store)
        {
            return Build(store, files, cancellation);
        }
    }

    private BuiltStore Build(StoreFiles store, IReadOnlyList<StoredFile> files, CancellationToken cancellation)
    {
        var known = Known(store);
        var missing = files.Where(file => known.Find(file) is null).ToArray();
        if (missing.Length > 0)
        {
            var needed = KeepsPixels ? Estimate(missing) : 0;
            if (IsMostlyLeftOver(store, known, files, needed))
            {
                store.Clear();
                known = Known(store);
                missing = [.. files];
                needed = Estimate(missing);
            }

            RequireRoom(needed, missing.Length, files.Count);
            Watch(report => Fill(store, known, missing, report, cancellation));
        }

        return new BuiltStore(
            [.. files.Select(file => known.Find(file)!)],
            KeepsPixels && store.PixelBytes > 0 ? new MappedFile(StoreFiles.PixelsPath(Store)) : null
        );
    }

    /// <summary>A store that may only be read; null where it lacks one of the files.</summary>
    private BuiltStore? AsItIs(IReadOnlyList<StoredFile> files)
    {
        MappedFile? pixels = null;
        try
        {
            var entries = StoreFiles.List(Store);
            pixels = KeepsPixels ? Mapped() : null;
            var known = new KnownFiles(entries, Channels, KeepsPixels ? pixels?.Length ?? 0 : null);
            if (files.All(file => known.Find(file) is not null) && IsStill(entries))
            {
                return new BuiltStore([.. files.Select(file => known.Find(file)!)], pixels);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // That it cannot be written is what the user is told. A file that was just emptied cannot be mapped.
        }

        pixels?.Dispose();
        return null;
    }

    private MappedFile? Mapped() =>
        new FileInfo(StoreFiles.PixelsPath(Store)) is { Exists: true, Length: > 0 } file
            ? new MappedFile(file.FullName)
            : null;

    /// <summary>
    /// Whether a store has what it had: another user who may write may have made it anew before its pixels were mapped.
    /// </summary>
    private bool IsStill(IReadOnlyList<StoreEntry> entries) =>
        StoreFiles.List(Store).Take(entries.Count).SequenceEqual(entries);

    /// <summary>What else can be done with images whose store cannot be written.</summary>
    private string Otherwise =>
        KeepsPixels
            ? "name another folder with --store DIR, or write --store none, which decodes in every epoch."
            : "it keeps what is known of the images, though no pixels; name another folder with --store DIR.";

    private DecodeOptions Decoding => new() { Channels = Channels, ShorterSide = ShorterSide };

    private StoreFiles Open(CancellationToken cancellation)
    {
        try
        {
            return StoreFiles.Open(Store, () =>
            {
                cancellation.WaitHandle.WaitOne(200);
                cancellation.ThrowIfCancellationRequested();
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(
                $"The store '{Store}' cannot be written ({exception.Message.TrimEnd('.')}): {Otherwise}",
                exception
            )
            {
                Setting = nameof(DataOptions.Store),
            };
        }
    }

    private KnownFiles Known(StoreFiles store) => new(store.Entries, Channels, KeepsPixels ? store.PixelBytes : null);

    /// <summary>Whether most of the store's pixels are those of files that are no longer there.</summary>
    private bool IsMostlyLeftOver(StoreFiles store, KnownFiles known, IReadOnlyList<StoredFile> files, long needed)
    {
        var used = files.Sum(file => known.Find(file) is { } entry ? (long)entry.Height * entry.Width * Channels : 0);
        return used + needed < store.PixelBytes / 2;
    }

    /// <summary>What the pixels of files are going to take, by the headers of some of them.</summary>
    private long Estimate(StoredFile[] files)
    {
        var step = Math.Max(1, files.Length / EstimatedFiles);
        var some = files.Where((_, i) => i % step == 0).ToArray();
        var sizes = new long[some.Length];
        HostBatch.Each(some.Length, Threads, i => sizes[i] = BytesOf(Path.Combine(Folder, some[i].Path)));
        return (long)(sizes.Average() * files.Length);
    }

    private long BytesOf(string path)
    {
        try
        {
            var header = ImageHeader.Read(path);
            var shorter = (double)Math.Min(header.Width, header.Height);
            var scale = ShorterSide is { } limit && shorter > limit ? limit / shorter : 1;
            return (long)(header.Pixels * scale * scale * Channels);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is going to be left out.
            return 0;
        }
    }

    private void RequireRoom(long needed, int missing, int all)
    {
        var free = FreeBytes(Path.GetFullPath(Store)) - FreeToRemain;
        if (needed > free)
        {
            throw new IOException(
                FormattableString.Invariant(
                    $"The store of {missing:N0} of {all:N0} images needs about {ByteText.Of(needed)} in '{Store}', where {ByteText.Of(Math.Max(0, free))} can be used: {Otherwise}"
                )
            );
        }
    }

    private void Fill(
        StoreFiles store,
        KnownFiles known,
        StoredFile[] missing,
        Action<string, double> report,
        CancellationToken cancellation
    )
    {
        var unsaved = new List<StoreEntry>();
        var saved = DateTime.UtcNow;
        var done = 0;
        try
        {
            foreach (var chunk in missing.Chunk(ChunkPerThread * Threads))
            {
                report(
                    FormattableString.Invariant($"decoding images, {done:N0} of {missing.Length:N0}"),
                    (double)done / missing.Length
                );
                cancellation.ThrowIfCancellationRequested();
                foreach (var (file, image) in chunk.Zip(DecodeAll(known, chunk)))
                {
                    var entry = image.Pixels is null
                        ? image.Entry
                        : image.Entry with
                        {
                            Offset = KeepsPixels ? store.Append(image.Pixels) : -1,
                        };
                    known.Add(entry);
                    if (image.MayBeNoted)
                    {
                        unsaved.Add(entry);
                    }
                }

                done += chunk.Length;
                if (DateTime.UtcNow - saved > Saving)
                {
                    store.Append(unsaved);
                    unsaved.Clear();
                    saved = DateTime.UtcNow;
                }
            }
        }
        finally
        {
            store.Append(unsaved);
        }
    }

    private Decoded[] DecodeAll(KnownFiles known, StoredFile[] chunk)
    {
        var images = new Decoded[chunk.Length];
        HostBatch.Each(chunk.Length, Threads, i => images[i] = DecodeOne(known, chunk[i]));
        return images;
    }

    private Decoded DecodeOne(KnownFiles known, StoredFile file)
    {
        var entry = new StoreEntry(file.Path, file.Length, file.Modified, default, default, -1, 0, 0, null);
        try
        {
            var path = Path.Combine(Folder, file.Path);
            // Since it was listed something else may stand there.
            RegularFile.Require(path);
            var content = File.ReadAllBytes(path);
            entry = entry with { Content = XxHash128.HashToUInt128(content) };
            if (known.Find(entry.Content) is { } same)
            {
                return new Decoded(
                    same with
                    {
                        Path = file.Path,
                        Length = file.Length,
                        Modified = file.Modified,
                    },
                    null
                );
            }

            var image = ImageDecoder.Decode(content, Decoding);
            var hash = XxHash128.HashToUInt128(image.Pixels);
            return new Decoded(entry with { Height = image.Height, Width = image.Width, Pixels = hash }, image.Pixels);
        }
        catch (ImageDecodeException exception)
        {
            return new Decoded(entry with { Fault = exception.Reason }, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // May be readable the next time.
            return new Decoded(entry with { Fault = exception.Message }, null) { MayBeNoted = false };
        }
    }

    private sealed record Decoded(StoreEntry Entry, byte[]? Pixels)
    {
        public bool MayBeNoted { get; init; } = true;
    }
}
