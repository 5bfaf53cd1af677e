using System.Collections.Concurrent;
using System.Numerics.Tensors;
using ContrastiveDsl.Extensions.AI;
using ContrastiveDsl.Images;

namespace SimilarityService;

/// <summary>An image that resembles another one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cosine">The cosine of the two embeddings, from −1 to 1.</param>
public sealed record Match(string Name, float Cosine);

/// <summary>
/// Finds the images most similar to one, by an exported encoder and by comparing with all: a hundred thousand images
/// take milliseconds. All members may be called from several threads at once.
/// </summary>
public sealed class ImageSearch : IDisposable
{
    private readonly OnnxImageEncoder encoder;
    private readonly ConcurrentDictionary<string, float[]> embeddings = new(StringComparer.Ordinal);

    /// <summary>Opens an encoder; there is nothing to find yet.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    public ImageSearch(string path) =>
        // Requests come in parallel: one thread for each is quicker than several for one.
        encoder = new OnnxImageEncoder(path, new ImageEncoderOptions { Threads = 1 });

    /// <summary>Images that can be found.</summary>
    public int Count => embeddings.Count;

    /// <summary>Adds the images of a folder, on all cores.</summary>
    /// <returns>Those that could not be read.</returns>
    public IReadOnlyCollection<BrokenImage> AddFolder(ImageListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var broken = new ConcurrentBag<BrokenImage>(listing.Broken);
        Parallel.ForEach(listing.Paths, path =>
        {
            try
            {
                Add(path, File.ReadAllBytes(listing.FullPath(path)));
            }
            catch (ImageDecodeException exception)
            {
                broken.Add(new BrokenImage(path, exception.Reason));
            }
        });
        return broken;
    }

    /// <summary>Adds an image, or replaces the one of its name.</summary>
    /// <exception cref="ImageDecodeException">The file is no image, or a damaged one.</exception>
    public void Add(string name, ReadOnlyMemory<byte> file) => embeddings[name] = encoder.Embed(file, name);

    /// <summary>The images most similar to one, the most similar first.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="count">How many are wanted.</param>
    /// <exception cref="ImageDecodeException">The file is no image, or a damaged one.</exception>
    public IReadOnlyList<Match> Find(ReadOnlyMemory<byte> file, int count)
    {
        var asked = encoder.Embed(file);
        return
        [
            .. embeddings
                .Select(entry => new Match(entry.Key, TensorPrimitives.CosineSimilarity(asked, entry.Value)))
                .OrderByDescending(match => match.Cosine)
                .ThenBy(match => match.Name, StringComparer.Ordinal)
                .Take(count),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();
}
