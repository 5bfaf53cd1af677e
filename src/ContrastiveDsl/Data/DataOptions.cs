namespace ContrastiveDsl.Data;

/// <summary>What images of a folder or file are opened for, and how.</summary>
public sealed record DataOptions : ImageOptions
{
    /// <summary>The value of <see cref="Labels"/> that takes the folders of images as their classes.</summary>
    public const string FolderLabels = "folders";

    /// <summary>The value of <see cref="Store"/> with which no decoded images are kept.</summary>
    public const string NoStore = "none";

    /// <summary>Channels to which the images of a folder are decoded: 3, or 1 for gray.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>
    /// Where labels come from: null for none besides those that a format has itself; <see cref="FolderLabels"/>, by
    /// which an image's class is the first folder of its path; a <c>.csv</c> file of path and label for a folder of
    /// images; a <c>.npy</c> file of whole numbers for a <c>.npy</c> file of images.
    /// </summary>
    public string? Labels { get; init; }

    /// <summary>
    /// The share of the images that is set aside for tests, from 0 up to, but not, 1, where the data has no test images
    /// of its own. Which ones follows from their names, or places in an array, alone.
    /// </summary>
    public double TestShare { get; init; }

    /// <summary>
    /// The folder for stores of decoded images; null for one in the user's cache; <see cref="NoStore"/> to decode in
    /// every epoch.
    /// </summary>
    public string? Store { get; init; }

    /// <summary>Whether a file that cannot be read as an image is an error, instead of being left out.</summary>
    public bool Strict { get; init; }

    /// <summary>
    /// Calls its argument, if there are images to decode; to which it gives what is told how far that has come, in
    /// words and as a share of the whole.
    /// </summary>
    internal Action<Action<Action<string, double>>> Watch { get; init; } = work => work((_, _) => { });

    /// <summary>Bytes that are free at a path; replaced by tests.</summary>
    internal Func<string, long> FreeBytes { get; init; } = path => new DriveInfo(path).AvailableFreeSpace;
}
