using TorchSharp;

namespace ContrastiveDsl.Data;

/// <summary>A folder with the four IDX files of MNIST and its relatives, each plain or compressed with gzip.</summary>
public static class IdxFolder
{
    private static readonly string[] Endings = ["", ".gz"];

    /// <summary>Opens the folder. The training images must be there; labels and test images may be missing.</summary>
    /// <param name="directory">
    /// A folder with <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c>,
    /// <c>t10k-labels-idx1-ubyte</c>; each name may end in <c>.gz</c>, and a dot may stand for the dash before
    /// <c>idx</c>.
    /// </param>
    /// <param name="device">Where the images shall live; without it on the CPU.</param>
    /// <exception cref="FileNotFoundException">
    /// There are no training images; the message lists what was looked for and what is there.
    /// </exception>
    /// <exception cref="IdxFormatException">A file is damaged, or images and labels do not belong together.</exception>
    public static ImageSets Open(string directory, torch.Device? device = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var (train, test) = Read(directory);
        return new ImageSets(train.On(device), test?.On(device));
    }

    /// <summary>Whether a folder has training images of this kind.</summary>
    internal static bool Matches(string directory) => Find(directory, ImageNames("train")) is not null;

    /// <summary>The names that are looked for.</summary>
    internal static string Wanted => string.Join(", ", ImageNames("train"));

    /// <summary>Reads the folder.</summary>
    internal static (ImageArray Train, ImageArray? Test) Read(string directory)
    {
        var train = ReadSplit(directory, "train") ?? throw NothingFound(directory);
        var test = ReadSplit(directory, "t10k");
        RequireSameSize(directory, train, test);
        return (train, test);
    }

    private static ImageArray? ReadSplit(string directory, string split)
    {
        var imagesPath = Find(directory, ImageNames(split));
        if (imagesPath is null)
        {
            return null;
        }

        var images = IdxReader.Read(imagesPath);
        if (images.Shape.Length != 3)
        {
            throw new IdxFormatException(
                $"'{imagesPath}' has {images.Shape.Length} dimensions; images have 3: count, height, width."
            );
        }

        if (images.IsSigned)
        {
            throw new IdxFormatException(
                $"'{imagesPath}' holds signed bytes (0x09); pixels are unsigned bytes (0x08)."
            );
        }

        var labels = ReadLabels(directory, split, imagesPath, images.Shape[0]);
        int[]? numbers = labels is null
            ? null
            : [.. labels.Values.Select(label => labels.IsSigned ? (sbyte)label : (int)label)];
        return new ImageArray(images.Values, images.Shape[0], 1, images.Shape[1], images.Shape[2], numbers);
    }

    private static IdxArray? ReadLabels(string directory, string split, string imagesPath, int count)
    {
        var path = Find(directory, LabelNames(split));
        if (path is null)
        {
            return null;
        }

        var labels = IdxReader.Read(path);
        if (labels.Shape.Length != 1)
        {
            throw new IdxFormatException($"'{path}' has {labels.Shape.Length} dimensions; labels have 1.");
        }

        if (labels.Values.Length != count)
        {
            throw new IdxFormatException(
                $"'{path}' holds {labels.Values.Length} labels, but '{imagesPath}' holds {count} images: the two files do not belong together."
            );
        }

        return labels;
    }

    private static void RequireSameSize(string directory, ImageArray train, ImageArray? test)
    {
        if (test is null || (test.Height == train.Height && test.Width == train.Width))
        {
            return;
        }

        throw new IdxFormatException(
            $"The training images in '{directory}' are {train.Height}x{train.Width} pixels, the test images {test.Height}x{test.Width}: they must be of one size."
        );
    }

    private static string[] ImageNames(string split) => [$"{split}-images-idx3-ubyte", $"{split}-images.idx3-ubyte"];

    private static string[] LabelNames(string split) => [$"{split}-labels-idx1-ubyte", $"{split}-labels.idx1-ubyte"];

    private static string? Find(string directory, string[] names) =>
        names
            .SelectMany(name => Endings, (name, ending) => Path.Combine(directory, name + ending))
            .FirstOrDefault(File.Exists);

    private static FileNotFoundException NothingFound(string directory)
    {
        var there = Directory
            .EnumerateFileSystemEntries(directory)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .Take(8)
            .ToArray();
        var found = there.Length == 0 ? "The folder is empty" : "It holds " + string.Join(", ", there);
        return new FileNotFoundException(
            $"There are no training images in '{Path.GetFullPath(directory)}': looked for {string.Join(", ", ImageNames("train"))}, each also with .gz. {found}."
        );
    }
}
