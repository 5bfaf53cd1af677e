using ContrastiveDsl.Losses;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// The normalized embeddings of the last batches, the oldest of which make room for new ones. NNCLR's support set
/// (Dwibedi et al., 2021, arXiv:2104.14548), in which each embedding finds its nearest neighbor; SwAV's queue of a view
/// (Caron et al., 2020, arXiv:2006.09882), whose embeddings are shared out among the prototypes with those of a small
/// batch.
/// </summary>
/// <remarks>
/// A <see cref="NegativeQueue"/> of what is no negative. It starts with random directions. Enqueue a batch after its
/// neighbors are found, or each embedding finds itself.
/// </remarks>
public sealed class EmbeddingQueue : IStateful, IDisposable
{
    private readonly NegativeQueue queue;

    /// <summary>Fills the queue with random directions, which depend on the seed alone.</summary>
    /// <param name="size">
    /// How many embeddings, N, at least 1; 98,304 in NNCLR's paper, 3,840 in SwAV's. It need not be a multiple of the
    /// batch size.
    /// </param>
    /// <param name="dimension">The length D of an embedding, at least 1; 256 in NNCLR's paper, 128 in SwAV's.</param>
    /// <param name="random">The run's random numbers; stream <see cref="RandomStream.Memory"/>.</param>
    /// <param name="device">Where the embeddings live.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The size or the dimension is below 1, the dimension is beyond <see cref="RandomSource.MaxDraws"/>, or there are
    /// 2^29 numbers or more.
    /// </exception>
    public EmbeddingQueue(int size, int dimension, RandomSource random, Device device) =>
        queue = new NegativeQueue(size, dimension, random, device);

    /// <summary>
    /// The embeddings, float32 [N, D], each of length one. The same tensor for the queue's whole life;
    /// <see cref="Enqueue"/> writes into it.
    /// </summary>
    public Tensor Embeddings => queue.Keys;

    /// <summary>The number of embeddings, N.</summary>
    public int Size => queue.Size;

    /// <summary>Whether no random direction of the beginning is left.</summary>
    public bool IsFull => queue.Enqueued >= queue.Size;

    /// <summary>
    /// The embedding in the queue that is nearest to each by the cosine. Nothing waits for the device.
    /// </summary>
    /// <param name="embeddings">Embeddings [B, D], not normalized, on the queue's device.</param>
    /// <returns>Copies of rows of the queue, float32 [B, D], each of length one, without a gradient.</returns>
    /// <exception cref="ArgumentException">The embeddings are not a matrix [B, D] of the queue's D.</exception>
    public Tensor Nearest(Tensor embeddings)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return Embeddings.index_select(0, NearestIndices(embeddings)).MoveToOuterDisposeScope();
    }

    /// <summary>The rows of the queue that are nearest to embeddings by the cosine.</summary>
    /// <param name="embeddings">Embeddings [B, D], not normalized, on the queue's device.</param>
    /// <returns>Rows of the queue, int64 [B], each from 0 to N - 1.</returns>
    /// <exception cref="ArgumentException">The embeddings are not a matrix [B, D] of the queue's D.</exception>
    public Tensor NearestIndices(Tensor embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.dim() != 2 || embeddings.size(1) != queue.Dimension)
        {
            throw new ArgumentException(
                $"The queue holds embeddings of length {queue.Dimension}, so a batch of them is [B, {queue.Dimension}], but it is [{string.Join(", ", embeddings.shape)}].",
                nameof(embeddings)
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var units = UnitRows.Of(embeddings, ScalarType.Float32);
        return units.mm(Embeddings.t()).argmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Normalizes embeddings and lets them take the places of the oldest ones, wrapping around at the end. Nothing
    /// waits for the device.
    /// </summary>
    /// <param name="embeddings">
    /// Embeddings [B, D], not normalized, on the queue's device; of any float type, and with or without a gradient,
    /// which ends here. If B is above N, the last N are kept.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The embeddings are not a matrix [B, D] of the queue's D with at least one row.
    /// </exception>
    public void Enqueue(Tensor embeddings) => queue.Enqueue(embeddings);

    /// <inheritdoc/>
    public void Save(StateWriter writer) => queue.Save(writer);

    /// <inheritdoc/>
    public void Load(StateReader reader) => queue.Load(reader);

    /// <inheritdoc/>
    public void Dispose() => queue.Dispose();
}
