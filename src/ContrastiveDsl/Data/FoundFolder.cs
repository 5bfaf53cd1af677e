using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using ContrastiveDsl.Images;
using static TorchSharp.torch;

namespace ContrastiveDsl.Data;

/// <summary>A folder of images, of which the headers have been read.</summary>
internal sealed class FoundFolder : FoundData
{
    private const int ListedFaults = 1000;

    private readonly string folder;
    private readonly DataOptions options;
    private readonly IReadOnlyList<StoredFile> files;
    private readonly IReadOnlyList<SkippedFile> faulty;
    private readonly bool hasSplits;
    private readonly bool[] isTest;
    private readonly int outside;
    private readonly LabelTable? labels;

    /// <summary>Sorts the images of a folder into splits and classes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="listing">What is in it.</param>
    /// <param name="options">What it is opened for.</param>
    /// <exception cref="DataFormatException">The options do not fit what is there.</exception>
    public FoundFolder(string folder, FolderListing listing, DataOptions options)
    {
        this.folder = folder;
        this.options = options;
        faulty = listing.Faulty;
        hasSplits = FolderSplits.AreIn(listing.Files);
        if (hasSplits && options.TestShare > 0)
        {
            throw new DataFormatException(
                $"'{folder}' has test images of its own, in its folder 'test': no share can be set aside."
            )
            {
                Setting = nameof(DataOptions.TestShare),
            };
        }

        files = hasSplits ? [.. listing.Files.Where(FolderSplits.IsInOne)] : listing.Files;
        outside = listing.Files.Count - files.Count;
        isTest =
            hasSplits ? [.. files.Select(FolderSplits.IsTest)]
            : options.TestShare > 0 ? TestSplit.Choose([.. files.Select(file => file.Path)], options.TestShare)
            : new bool[files.Count];
        labels = DataFormatException.Concerning(nameof(DataOptions.Labels), () => FindLabels(listing));
    }

    /// <inheritdoc/>
    public override int Train => isTest.Count(test => !test);

    /// <inheritdoc/>
    public override int Test => isTest.Count(test => test);

    /// <inheritdoc/>
    public override int TrainClasses => labels is null ? 0 : Of(isTest: false).Max(i => labels.Numbers[i]) + 1;

    /// <inheritdoc/>
    public override bool LabelsTests => labels is not null && Of(isTest: true).Any(i => labels.Numbers[i] >= 0);

    /// <inheritdoc/>
    public override string LabelForms => HaveFolders ? DataOptions.FolderLabels : "FILE.csv";

    /// <inheritdoc/>
    public override int Channels => options.Channels;

    /// <inheritdoc/>
    public override (int Height, int Width) Size => default;

    /// <inheritdoc/>
    public override bool IsSorted => true;

    /// <summary>Whether they lie in folders that could be classes, and are not so used already.</summary>
    private bool HaveFolders =>
        options.Labels != DataOptions.FolderLabels
        && PathsOfClasses.Select(LabelTable.FolderOf).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any();

    /// <summary>The paths that begin with the class of an image, where it has one.</summary>
    private IEnumerable<string> PathsOfClasses =>
        files.Select(file => hasSplits ? FolderSplits.Below(file) : file.Path);

    private bool KeepsPixels => options.Store != DataOptions.NoStore;

    /// <summary>Large enough for crops of training, and as the evaluation transform wants it.</summary>
    private DecodeOptions Decoding =>
        options.ImageSize > 0
            ? new EvaluationTransform(options.ImageSize, options.Channels).DecodeOptions
            : new DecodeOptions { Channels = options.Channels };

    /// <inheritdoc/>
    public override ImageSets Open()
    {
        var (location, store) = Build();
        try
        {
            return Open(location, store);
        }
        catch
        {
            store.Pixels?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override DataSummary Summarize()
    {
        var (location, store) = Build();
        using (store.Pixels)
        {
            return Sort(location, store).Data;
        }
    }

    private ImageSets Open(string location, BuiltStore store)
    {
        var (train, test, data) = Sort(location, store);
        int[] good = Good(store.Entries);
        var places = new Dictionary<int, int>();
        foreach (var i in good)
        {
            places[i] = places.Count;
        }

        using var all = new SharedSource(Source(store, [.. good.Select(i => store.Entries[i])]));
        return new ImageSets(Set(all, train, places), test.Length == 0 ? null : Set(all, test, places)) { Data = data };
    }

    private static int[] Good(IReadOnlyList<StoreEntry> entries) =>
        [.. Enumerable.Range(0, entries.Count).Where(i => entries[i].Fault is null)];

    /// <summary>Which of the files that proved to be images are of which split, and what they are together.</summary>
    private (int[] Train, int[] Test, DataSummary Data) Sort(string location, BuiltStore store)
    {
        var entries = store.Entries;
        var skipped = Skipped(entries);
        int[] good = Good(entries);
        int[] train = Array.FindAll(good, i => !isTest[i]);
        int[] test = Array.FindAll(good, i => isTest[i]);
        if (train.Length == 0)
        {
            throw new DataFormatException(
                $"None of the {files.Count} training images in '{folder}' can be read; the first: {skipped[0].Path}: {skipped[0].Reason}."
            );
        }

        var data = new DataSummary
        {
            Kind = DataFinder.Folder,
            Train = train.Length,
            Test = test.Length,
            Outside = outside,
            Skipped = skipped.Length,
            SkippedFiles = [.. skipped.Take(ListedFaults)],
            Labels = labels is null ? null : options.Labels,
            Classes = labels?.Classes,
            Store = KeepsPixels ? location : null,
            ShorterSide = Decoding.ShorterSide,
            Fingerprint = Fingerprint(entries, train),
            TestFingerprint = test.Length == 0 ? null : Fingerprint(entries, test),
        };
        return (train, test, data);
    }

    /// <summary>The files that are no images, in the order of their paths.</summary>
    private SkippedFile[] Skipped(IReadOnlyList<StoreEntry> entries)
    {
        SkippedFile[] skipped =
        [
            .. faulty
                .Concat(
                    entries
                        .Where(entry => entry.Fault is not null)
                        .Select(entry => new SkippedFile(entry.Path, entry.Fault!))
                )
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
        return options.Strict && skipped.Length > 0
            ? throw new DataFormatException(
                $"{skipped.Length} of {files.Count + faulty.Count} files in '{folder}' cannot be read as images: "
                    + string.Join("; ", skipped.Take(20).Select(file => $"{file.Path}: {file.Reason}"))
                    + (skipped.Length > 20 ? "; and others." : ".")
            )
            : skipped;
    }

    private (string Location, BuiltStore Store) Build()
    {
        var kept = KeepsPixels ? "pixels" : "facts";
        var location = StoreLocation.Of(
            KeepsPixels ? options.Store : null,
            folder,
            FormattableString.Invariant($"{kept} {options.Channels} {Decoding.ShorterSide}")
        );
        if (IsInside(location, folder))
        {
            throw new DataFormatException(
                $"The store '{location}' would lie among the images in '{folder}': name another folder for it."
            )
            {
                Setting = nameof(DataOptions.Store),
            };
        }

        var builder = new StoreBuilder
        {
            Folder = folder,
            Store = location,
            KeepsPixels = KeepsPixels,
            Channels = options.Channels,
            ShorterSide = Decoding.ShorterSide,
            Threads = options.ThreadsOrTorchs,
            Watch = options.Watch,
            FreeBytes = options.FreeBytes,
        };
        return (location, builder.Build(files));
    }

    private static bool IsInside(string location, string folder) =>
        !Path.GetRelativePath(folder, location).StartsWith("..", StringComparison.Ordinal)
        && !Path.IsPathRooted(Path.GetRelativePath(folder, location));

    private IImageSource Source(BuiltStore store, StoreEntry[] entries) =>
        store.Pixels is { } pixels
            ? new PackedPixels(pixels, entries, options.Channels)
            : new DecodedFiles(folder, entries, Decoding);

    private ImageSet Set(SharedSource all, int[] chosen, Dictionary<int, int> places)
    {
        using var scope = NewDisposeScope();
        var numbers = labels is null ? null : Array.ConvertAll(chosen, i => labels.Numbers[i]);
        return ImageSet.Of(
            all.Select(chosen.Select(i => places[i])),
            options,
            ImageArray.LabelTensor(numbers),
            Array.ConvertAll(chosen, i => files[i].Path)
        );
    }

    private string Fingerprint(IReadOnlyList<StoreEntry> entries, int[] chosen)
    {
        var hash = new XxHash128();
        foreach (var i in chosen)
        {
            hash.Append(MemoryMarshal.AsBytes([entries[i].Pixels]));
            hash.Append(MemoryMarshal.AsBytes([entries[i].Height, entries[i].Width, labels?.Numbers[i] ?? -1]));
        }

        return hash.GetCurrentHashAsUInt128().ToString("x32", CultureInfo.InvariantCulture);
    }

    private IEnumerable<int> Of(bool isTest) => Enumerable.Range(0, files.Count).Where(i => this.isTest[i] == isTest);

    private LabelTable? FindLabels(FolderListing listing)
    {
        if (options.Labels is null)
        {
            return null;
        }

        if (options.Labels == DataOptions.FolderLabels)
        {
            return LabelTable.FromFolders(PathsOfClasses)
                ?? throw new DataFormatException(
                    $"None of the {files.Count} images in '{folder}' lies in a sub-folder that could be its class."
                );
        }

        // Those outside the splits are there, too.
        var others = faulty
            .Select(file => file.Path)
            .Concat(listing.Files.Select(file => file.Path))
            .ToHashSet(StringComparer.Ordinal);
        return LabelTable.FromCsv(options.Labels, [.. files.Select(file => file.Path)], others);
    }
}
