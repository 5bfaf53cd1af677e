using ContrastiveDsl.Images;
using static TorchSharp.torch;

namespace ContrastiveDsl.Embeddings;

/// <summary>
/// Embeds images on several threads. Rows come in the images' order, and with the same bits for any number of threads:
/// which images go through the network together depends on their places alone, and on the processor each group is
/// computed by one thread.
/// </summary>
/// <param name="encoder">The encoder.</param>
/// <param name="images">The images.</param>
/// <param name="threads">Processor threads, at least 1.</param>
internal sealed class Embedder(RunEncoder encoder, IImageSequence images, int threads)
{
    /// <summary>Pixels of a batch: some hundred small images, some ten large ones.</summary>
    private const int PixelsOfBatch = 1 << 20;
    private readonly List<BrokenImage> broken = [];
    private readonly HashSet<string> unopened = new(StringComparer.Ordinal);

    /// <summary>The images that could not be read, of those that have been asked for, in their order.</summary>
    internal IReadOnlyList<BrokenImage> Broken => broken;

    /// <summary>The names of those among them that could not be opened.</summary>
    internal IReadOnlyCollection<string> Unopened => unopened;

    /// <summary>The names of those among them that are no images, whoever tries again.</summary>
    internal IEnumerable<string> NoImages => broken.Select(image => image.Path).Where(name => !unopened.Contains(name));

    /// <summary>Embeds images.</summary>
    /// <param name="indices">Their places in the sequence, in the order of the rows.</param>
    /// <param name="report">Told which share of the images is done.</param>
    /// <param name="stopping">Ends it between two batches.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    internal IEnumerable<EmbeddedRows> Run(
        IReadOnlyList<int> indices,
        Action<double> report,
        CancellationToken stopping = default
    )
    {
        var size = Math.Clamp(PixelsOfBatch / (encoder.ImageSize * encoder.ImageSize), 8, 256);
        var done = 0;
        foreach (var work in OrderedWork.Run(indices.Chunk(size), threads, Read))
        {
            stopping.ThrowIfCancellationRequested();
            // On a GPU the threads have read only, and one batch after the other goes through the network.
            var rows = work.Pixels is { } pixels ? Embedded(work.Names, pixels) : work.Rows;
            broken.AddRange(work.Broken);
            unopened.UnionWith(work.Unopened);
            if (rows is not null)
            {
                yield return rows;
            }

            done = Math.Min(done + size, indices.Count);
            report(done / (double)indices.Count);
        }
    }

    private Work Read(int[] indices)
    {
        // Set for each thread: Torch's threads inside an operator would change the order of sums.
        set_num_threads(1);
        using var scope = NewDisposeScope();
        var read = images.Read(indices);
        if (read.Pixels is not { } pixels)
        {
            return new Work(read.Names, null, null, read.Broken, read.Unopened);
        }

        return encoder.IsOnProcessor
            ? new Work(read.Names, null, Embedded(read.Names, pixels), read.Broken, read.Unopened)
            : new Work(read.Names, pixels.DetachFromDisposeScope(), null, read.Broken, read.Unopened);
    }

    private EmbeddedRows Embedded(IReadOnlyList<string> names, Tensor pixels)
    {
        using (pixels)
        {
            return new EmbeddedRows(names, encoder.Embed(pixels));
        }
    }

    /// <param name="Names">The images that could be read.</param>
    /// <param name="Pixels">What is still to go through the network; in no dispose scope.</param>
    /// <param name="Rows">What has gone through it.</param>
    /// <param name="Broken">The images that could not be read.</param>
    /// <param name="Unopened">The names of those of them that could not be opened.</param>
    private sealed record Work(
        IReadOnlyList<string> Names,
        Tensor? Pixels,
        EmbeddedRows? Rows,
        IReadOnlyList<BrokenImage> Broken,
        IReadOnlyList<string> Unopened
    );
}
