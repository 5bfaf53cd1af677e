namespace ContrastiveDsl.Images;

/// <summary>The images of a folder, in the order that everything made from them has.</summary>
/// <param name="Folder">The full path of the folder.</param>
/// <param name="Paths">
/// The images, relative to the folder with / between names, in ordinal order, which is the same on every platform.
/// </param>
/// <param name="Broken">
/// Files whose names end like an image's but which are none by content, are empty or cannot be opened, and folders that
/// cannot be opened; in ordinal order. A file that begins like an image but is cut off is found by decoding only.
/// </param>
/// <param name="OtherFiles">How many files were left out that are no images and are not called so.</param>
public sealed record ImageListing(
    string Folder,
    IReadOnlyList<string> Paths,
    IReadOnlyList<BrokenImage> Broken,
    long OtherFiles
)
{
    /// <summary>The full path of a listed one.</summary>
    /// <param name="path">One of <see cref="Paths"/>.</param>
    public string FullPath(string path) => Path.Combine(Folder, path.Replace('/', Path.DirectorySeparatorChar));
}
