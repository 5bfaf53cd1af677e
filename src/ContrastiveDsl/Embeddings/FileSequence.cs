using ContrastiveDsl.Data;
using ContrastiveDsl.Images;
using static TorchSharp.torch;

namespace ContrastiveDsl.Embeddings;

/// <summary>The images of a folder in the order of their paths, each brought to the encoder's size.</summary>
/// <param name="listing">The images.</param>
/// <param name="transform">What an image becomes before the encoder sees it.</param>
internal sealed class FileSequence(ImageListing listing, EvaluationTransform transform) : IImageSequence
{
    private static readonly StringComparison OfPaths = OperatingSystem.IsWindows()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <inheritdoc/>
    public int Count => listing.Paths.Count;

    /// <inheritdoc/>
    public IReadOnlyList<BrokenImage> Broken => listing.Broken;

    /// <summary>A single file, named as it was given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="transform">What the image becomes before the encoder sees it.</param>
    internal static FileSequence Of(string path, EvaluationTransform transform)
    {
        var full = Path.GetFullPath(path);
        return new FileSequence(
            new ImageListing(Path.GetDirectoryName(full)!, [Path.GetFileName(full)], [], 0),
            transform
        );
    }

    /// <inheritdoc/>
    public string NameOf(int index) => listing.Paths[index];

    /// <inheritdoc/>
    public int? Find(string name)
    {
        // The paths are in ordinal order.
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(listing.Paths[middle], name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <inheritdoc/>
    public int? FindFile(string path)
    {
        var (full, start) = (Path.GetFullPath(path), listing.Folder.TrimEnd('/', '\\') + Path.DirectorySeparatorChar);
        return full.StartsWith(start, OfPaths)
            ? Find(full[start.Length..].Replace(Path.DirectorySeparatorChar, '/'))
            : null;
    }

    /// <inheritdoc/>
    public string KeyOf(int index) =>
        $"{EmbeddingFile.OneLine(NameOf(index))}\t{FileKey.Of(listing.FullPath(NameOf(index)))}";

    /// <inheritdoc/>
    public Thumbnail ThumbnailOf(int index, int side)
    {
        var square = new EvaluationTransform(side);
        var pixels = square.Load(listing.FullPath(NameOf(index)));
        return new Thumbnail("image/jpeg", ImageEncoder.Jpeg(new DecodedImage(side, side, square.Channels, pixels)));
    }

    /// <inheritdoc/>
    public ReadImages Read(IReadOnlyList<int> indices)
    {
        var (size, channels) = (transform.Size, transform.Channels);
        var (names, broken) = (new List<string>(indices.Count), new List<BrokenImage>());
        var unopened = new List<string>();
        var pixels = new byte[indices.Count * size * size * channels];
        foreach (var index in indices)
        {
            var name = NameOf(index);
            try
            {
                transform.Load(listing.FullPath(name)).CopyTo(pixels, names.Count * size * size * channels);
                names.Add(name);
            }
            catch (ImageDecodeException exception)
            {
                broken.Add(new BrokenImage(name, exception.Reason));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                broken.Add(new BrokenImage(name, "it cannot be opened"));
                unopened.Add(name);
            }
        }

        var length = names.Count * size * size * channels;
        var images = length == 0 ? null : ImageFiles.Of(pixels.AsSpan(0, length), names.Count, transform, CPU);
        return new ReadImages(names, images, broken) { Unopened = unopened };
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
