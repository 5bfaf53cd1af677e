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
/// The batch is that of all processes: each gives its rows and gets as many others, as in the authors' code.
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
    /// <param name="device">The device of what shall be shuffled.</param>
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

    /// <summary>Brings rows into the shuffled order.</summary>
    /// <param name="x">
    /// [B, …], one row for each sample of the batch. Images [B, C, H, W] come back channels-last.
    /// </param>
    /// <exception cref="ArgumentException">There is another number of rows than samples.</exception>
    public Tensor Apply(Tensor x) => Select(x, order);

    /// <summary>Brings shuffled rows back: <c>Undo(Apply(x))</c> is x.</summary>
    /// <param name="x">
    /// [B, …], one row for each sample of the batch. Images [B, C, H, W] come back channels-last.
    /// </param>
    /// <exception cref="ArgumentException">There is another number of rows than samples.</exception>
    public Tensor Undo(Tensor x) => Select(x, inverse);

    private static Tensor Select(Tensor x, Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(x);
        var world = World.Current;
        if (world.Size > 1)
        {
            using var scope = NewDisposeScope();
            return world.Share(SelectAll(world.Gather(x), rows)).MoveToOuterDisposeScope();
        }

        return SelectAll(x, rows);
    }

    private static Tensor SelectAll(Tensor x, Tensor rows)
    {
        if (x.dim() < 1 || x.size(0) != rows.size(0))
        {
            throw new ArgumentException(
                $"This is the order of a batch of {rows.size(0)}, but the tensor is [{string.Join(", ", x.shape)}]: its first size must be {rows.size(0)}.",
                nameof(x)
            );
        }

        if (x.dim() != 4)
        {
            return x.index_select(0, rows);
        }

        // Selecting makes a row-major result, so the channels must lie last by shape.
        using var channelsLast = x.permute(0, 2, 3, 1);
        using var selected = channelsLast.index_select(0, rows);
        return selected.permute(0, 3, 1, 2);
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
