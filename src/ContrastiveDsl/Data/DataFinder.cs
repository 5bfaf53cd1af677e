using ContrastiveDsl.Native;

namespace ContrastiveDsl.Data;

/// <summary>Recognizes by content what a path names.</summary>
internal static class DataFinder
{
    /// <summary>A folder of images.</summary>
    public const string Folder = "folder";

    /// <summary>A <c>.npy</c> file.</summary>
    public const string Npy = "npy";

    private const string Idx = "idx";
    private const long HeldAtMost = 2_000_000_000;

    /// <summary>Finds the images under a path.</summary>
    /// <exception cref="IOException">There is nothing that is recognized, or the options do not fit it.</exception>
    public static FoundData Find(string path, DataOptions options)
    {
        if (File.Exists(path))
        {
            RegularFile.Require(path);
            return NpyFile.Matches(path)
                ? OfNpy(path, options)
                : throw new DirectoryNotFoundException(
                    $"'{path}' is a file, but no .npy file of images; name the folder that holds the images instead."
                );
        }

        if (!Directory.Exists(path))
        {
            var full = Path.GetFullPath(path);
            throw Path.GetExtension(path) == ".npy"
                ? new FileNotFoundException($"There is no file '{full}'.")
                : new DirectoryNotFoundException($"There is no folder '{full}'.");
        }

        if (IdxFolder.Matches(path))
        {
            RequireNoLabels(path, "IDX files", options);
            return new FoundArray(path, Summary(Idx), IdxFolder.Read(path), options);
        }

        if (CifarFolder.KindOf(path) is { } kind)
        {
            RequireNoLabels(path, "CIFAR", options);
            var (train, test, classes) = CifarFolder.Read(path);
            return new FoundArray(path, Summary(kind) with { Classes = classes }, (train, test), options);
        }

        return OfFolder(path, options);
    }

    private static DataSummary Summary(string kind) => new() { Kind = kind, Fingerprint = string.Empty };

    private static void RequireNoLabels(string path, string what, DataOptions options)
    {
        if (options.Labels is not null)
        {
            throw new DataFormatException(
                $"'{path}' holds {what}, whose labels lie beside the images: others cannot be given."
            )
            {
                Setting = nameof(DataOptions.Labels),
            };
        }
    }

    private static FoundData OfNpy(string path, DataOptions options)
    {
        var (header, count, height, width, channels) = NpyFile.Images(path);
        var labels = options.Labels is { } file
            ? DataFormatException.Concerning(nameof(DataOptions.Labels), () => LabelsOf(path, count, file))
            : null;
        if (header.Items > HeldAtMost)
        {
            return new FoundNpy(path, labels, options);
        }

        var pixels = new byte[header.Items];
        using (var stream = File.OpenRead(path))
        {
            stream.Position = header.DataStart;
            stream.ReadExactly(pixels);
        }

        var images = new ImageArray(pixels, count, channels, height, width, labels);
        return new FoundArray(path, Summary(Npy) with { Labels = options.Labels }, (images, null), options);
    }

    private static int[] LabelsOf(string path, int count, string file)
    {
        if (!File.Exists(file) || !NpyFile.Matches(file))
        {
            throw new DataFormatException(
                $"'{file}' is no .npy file, but the labels of '{path}' must be a .npy file of {count} whole numbers."
            );
        }

        var labels = NpyFile.Labels(file);
        return labels.Length == count
            ? labels
            : throw new DataFormatException(
                $"'{file}' holds {labels.Length} labels, but '{path}' holds {count} images: the two files do not belong together."
            );
    }

    private static FoundFolder OfFolder(string path, DataOptions options)
    {
        var listing = FolderListing.Of(path, options.ThreadsOrTorchs);
        return listing.Files.Count > 0 ? new FoundFolder(path, listing, options) : throw Nothing(path, listing);
    }

    private static FileNotFoundException Nothing(string path, FolderListing listing)
    {
        var there = Directory
            .EnumerateFileSystemEntries(path)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .Take(8)
            .ToArray();
        var found = there.Length == 0 ? "The folder is empty" : "It holds " + string.Join(", ", there);
        var faulty =
            listing.Faulty.Count == 0
                ? string.Empty
                : $" Not one of {listing.Faulty.Count} files is an image; the first, {listing.Faulty[0].Path}: {listing.Faulty[0].Reason}.";
        return new FileNotFoundException(
            $"There are no training images in '{Path.GetFullPath(path)}': looked for image files in it and in its sub-folders, for {IdxFolder.Wanted}, each also with .gz, and for the binary files of CIFAR. {found}.{faulty}"
        );
    }
}
