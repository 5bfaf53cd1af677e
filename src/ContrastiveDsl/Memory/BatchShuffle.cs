using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// The shuffled batch of MoCo (He et al., 2019, arXiv:1911.05722, section 3.3): the key encoder sees the images in
/// another order than the query encoder, so that the statistics of its batch normalization do not give away which key
/// belongs to which query.
/// </summary>
/// <remarks>
/// The batch is that of all processes, as in the authors' code: each gives its rows and gets as many others for its
/// keys; the keys, put back in order, are those of all, as the loss and the queue want them.
/// It matters where batch normalization takes its statistics over parts of the batch. Over the whole batch they are the
/// same in any order.
/// </remarks>
public sealed class BatchShuffle
{
    private readonly Tensor order;
    private readonly Tensor inverse;

    private BatchShuffle(Tensor both)
    {
        order = both.select(0, 0);
        inverse = both.select(0, 1);
    }

    /// <summary>
    /// Draws the permutation of a batch, a function of the seed, the epoch and the batch's samples, and sends it to the
    /// device in one upload.
    /// </summary>
    /// <param name="random">The run's random numbers; stream <see cref="RandomStream.Memory"/>.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="device">The device of the rows that are shuffled.</param>
    /// <returns>A permutation whose tensors belong to the current dispose scope.</returns>
    public static BatchShuffle Sample(RandomSource random, Batch batch, Device device)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(device);
        var order = Order(random, batch);
        var count = order.Length;
        var both = new long[2 * count];
        for (var i = 0; i < count; i++)
        {
            both[i] = order[i];
            both[count + order[i]] = i;
        }

        return new BatchShuffle(HostTensor.Upload<long>(both, [2, count], ScalarType.Int64, device));
    }

    /// <summary>This process's share of the batch in the shuffled order.</summary>
    /// <param name="x">
    /// [b, …], one row for each sample of this process's share; alone, of the batch. Images [b, C, H, W] come back
    /// channels-last.
    /// </param>
    /// <returns>[b, …], rows of any process.</returns>
    /// <exception cref="ArgumentException">There is another number of rows than samples.</exception>
    public Tensor Apply(Tensor x)
    {
        using var scope = NewDisposeScope();
        return World.Current.Share(Select(x, order)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The rows of all processes, back in the batch's order: <c>Undo(Apply(x))</c> is <c>World.Current.Gather(x)</c>,
    /// and alone x.
    /// </summary>
    /// <param name="x">
    /// [b, …], this process's share in the shuffled order. Images [b, C, H, W] come back channels-last.
    /// </param>
    /// <returns>[B, …], one row for each sample of the batch.</returns>
    /// <exception cref="ArgumentException">There is another number of rows than samples.</exception>
    public Tensor Undo(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Select(x, inverse).MoveToOuterDisposeScope();
    }

    /// <summary>Of the rows of all processes those at given places.</summary>
    private static Tensor Select(Tensor x, Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(x);
        var all = World.Current.Gather(x);
        if (all.dim() < 1 || all.size(0) != rows.size(0))
        {
            throw new ArgumentException(
                $"This is the order of a batch of {rows.size(0)}, but the tensor is [{string.Join(", ", all.shape)}]: its first size must be {rows.size(0)}.",
                nameof(x)
            );
        }

        if (all.dim() != 4)
        {
            return all.index_select(0, rows);
        }

        // Selecting makes a row-major result, so the channels must lie last by shape.
        return all.permute(0, 2, 3, 1).index_select(0, rows).permute(0, 3, 1, 2);
    }

    /// <summary>The samples in the order of random numbers of their own.</summary>
    private static int[] Order(RandomSource random, Batch batch)
    {
        // Two draws of 24 bits: among 2^48 numbers, equal ones, which would stay in order, are next to impossible.
        var count = batch.Samples.Length;
        var uniforms = new float[2 * count];
        random.FillBatch(RandomStream.Memory, batch.Epoch, batch.Samples, MemoryViews.Shuffle, 2, uniforms);
        var ranks = new double[count];
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            ranks[i] = uniforms[i] + (uniforms[count + i] / (double)(1 << 24));
            order[i] = i;
        }

        Array.Sort(ranks, order);
        return order;
    }
}
