using ContrastiveDsl.Native;

namespace ContrastiveDsl.Images;

/// <summary>
/// Finds the images of a folder, flat or nested however deep. What is an image is told by its content, not by its name.
/// </summary>
/// <remarks>
/// Left out: files and folders that are hidden (among them the <c>._*</c> and <c>.DS_Store</c> of macOS),
/// <c>Thumbs.db</c>, <c>desktop.ini</c>, and folders that a training run wrote (<c>settings.json</c> beside
/// <c>metrics.jsonl</c> or <c>checkpoints</c>). The folder itself is listed whatever it is. Links to files are
/// followed. Links to folders are followed if they lead out of the folder, each target once, so that no cycle can be.
/// </remarks>
public static class ImageFolder
{
    private const byte Image = 1;
    private const byte Other = 2;

    /// <summary>Endings of which people expect an image.</summary>
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".webp",
        ".gif",
        ".bmp",
        ".dib",
        ".tif",
        ".tiff",
        // Of telephones and browsers; none is read, and who has them must hear it.
        ".heic",
        ".heif",
        ".avif",
        ".jxl",
        ".jp2",
    };

    /// <summary>Lists the images of a folder. Of each file the first bytes are read, by several threads.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The folder itself cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public static ImageListing List(string folder, CancellationToken cancellationToken = default) =>
        List(folder, threads: 0, cancellationToken);

    /// <summary>The same with no more than so many threads.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="threads">Threads that look into files at once; 0 for one for each processor.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <inheritdoc cref="List(string, CancellationToken)"/>
    public static ImageListing List(string folder, int threads, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        var root = Path.GetFullPath(folder);
        var walk = new FolderWalk(root, cancellationToken);
        var files = walk.Files();
        files.Sort(StringComparer.Ordinal);
        var kinds = new byte[files.Count];
        var broken = walk.Broken;
        var parallel = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
        };
        Parallel.For(0, files.Count, parallel, i =>
        {
            var (kind, reason) = Judge(Path.Combine(root, files[i]), files[i]);
            kinds[i] = kind;
            if (reason is not null)
            {
                lock (broken)
                {
                    broken.Add(new BrokenImage(files[i], reason));
                }
            }
        });
        broken.Sort((one, two) => string.CompareOrdinal(one.Path, two.Path));
        var position = 0;
        files.RemoveAll(_ => kinds[position++] != Image);
        return new ImageListing(root, files, broken, kinds.LongCount(kind => kind == Other));
    }

    /// <summary>What a file is; a reason if it should be an image and is none.</summary>
    private static (byte Kind, string? Reason) Judge(string file, string name)
    {
        var shouldBe = Endings.Contains(Path.GetExtension(name));
        try
        {
            // A pipe would wait for its writer; it has no length, as a device has none, and is not opened.
            Span<byte> start = stackalloc byte[FormatRecognition.NeededBytes];
            start = start[..ReadStart(file, start)];
            if (FormatRecognition.Recognize(start) is not null)
            {
                return (Image, null);
            }

            return shouldBe ? (default, ReasonOf(file, start)) : (Other, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return shouldBe ? (default, ReasonOf(fault)) : (Other, null);
        }
    }

    private static string ReasonOf(string file, ReadOnlySpan<byte> start) =>
        (start.IsEmpty ? RegularFile.Reason(file) : null) ?? FormatRecognition.ReasonOfRefusal(start);

    private static int ReadStart(string file, Span<byte> start)
    {
        // Of a link the length is its own, not the file's.
        var info = new FileInfo(file);
        var target = info.LinkTarget is null ? info : (FileInfo)info.ResolveLinkTarget(returnFinalTarget: true)!;
        if (!target.Exists)
        {
            throw new FileNotFoundException();
        }

        if (target.Length == 0)
        {
            return 0;
        }

        using var handle = File.OpenHandle(file);
        return RandomAccess.Read(handle, start, 0);
    }

    internal static string ReasonOf(Exception fault) =>
        fault switch
        {
            UnauthorizedAccessException => "it may not be opened",
            FileNotFoundException or DirectoryNotFoundException => "it leads to no file",
            _ => "it cannot be opened",
        };
}
