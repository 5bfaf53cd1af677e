using ContrastiveDsl.Images;

namespace ContrastiveDsl.Data;

/// <summary>What is in a folder of images.</summary>
/// <param name="Files">The images in the ordinal order of their paths.</param>
/// <param name="Faulty">Files that should be images and are none.</param>
internal sealed record FolderListing(IReadOnlyList<StoredFile> Files, IReadOnlyList<SkippedFile> Faulty)
{
    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="threads">Threads that look into files at once, at least 1.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FolderListing Of(string folder, int threads)
    {
        var listing = ImageFolder.List(folder, threads);
        var files = new StoredFile[listing.Paths.Count];
        HostBatch.Each(files.Length, threads, i =>
            files[i] = Describe(listing.FullPath(listing.Paths[i]), listing.Paths[i])
        );
        return new FolderListing(
            files,
            [.. listing.Broken.Select(broken => new SkippedFile(broken.Path, broken.Reason))]
        );
    }

    private static StoredFile Describe(string full, string path)
    {
        var file = FollowedFile.Of(full);
        return new StoredFile(path, file.Length, file.LastWriteTimeUtc.Ticks);
    }
}
