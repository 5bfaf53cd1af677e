using ContrastiveDsl.Losses;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// MoCo's queue of negatives (He et al., 2019, arXiv:1911.05722): the normalized keys of the last batches, the oldest
/// of which make room for new ones.
/// </summary>
/// <remarks>
/// It starts with random directions: unit rows, since keys of another length would swamp the first thousands of steps.
/// The backward pass of a loss reads the queue, so a batch's keys are enqueued after it.
/// </remarks>
public sealed class NegativeQueue : IStateful, IDisposable
{
    private const string KeysName = "keys";
    private const string PointerName = "pointer";
    private const string EnqueuedName = "enqueued";
    private const string BatchName = "batch";

    /// <summary>What one upload takes, 2 GiB.</summary>
    private const int MostNumbers = int.MaxValue / sizeof(float);

    /// <summary>Keys of the latest batch.</summary>
    private long batchSize;

    /// <summary>Fills the queue with random directions, which depend on the seed alone.</summary>
    /// <param name="size">
    /// How many keys, K, at least 1; 65,536 in MoCo. It need not be a multiple of the batch size.
    /// </param>
    /// <param name="dimension">The length D of a key, at least 1; 128 in MoCo.</param>
    /// <param name="random">The run's random numbers; stream <see cref="RandomStream.Memory"/>.</param>
    /// <param name="device">Where the keys live.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The size or the dimension is below 1, the dimension is beyond <see cref="RandomSource.MaxDraws"/>, or there are
    /// 2^29 numbers or more.
    /// </exception>
    public NegativeQueue(int size, int dimension, RandomSource random, Device device)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, RandomSource.MaxDraws);
        if ((long)size * dimension > MostNumbers)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size),
                size,
                $"{size} keys of length {dimension} are {(long)size * dimension} numbers; a queue holds at most {MostNumbers}."
            );
        }

        Size = size;
        Dimension = dimension;
        using var scope = NewDisposeScope();
        Keys = HostTensor
            .Upload<float>(RandomDirections(random, size, dimension), [size, dimension], ScalarType.Float32, device)
            .DetachFromDisposeScope();
    }

    /// <summary>
    /// The keys, float32 [K, D], each of length one. The same tensor for the queue's whole life; <see cref="Enqueue"/>
    /// writes into it.
    /// </summary>
    public Tensor Keys { get; }

    /// <summary>The number of keys, K.</summary>
    public int Size { get; }

    /// <summary>The length of a key, D.</summary>
    public int Dimension { get; }

    /// <summary>The row that the next key goes to, from 0 to <see cref="Size"/> - 1: the oldest key.</summary>
    public long Pointer { get; private set; }

    /// <summary>Keys that have been put in so far, those that are gone included.</summary>
    public long Enqueued { get; private set; }

    /// <summary>
    /// How many batches ago the oldest key was put in, the latest batch being one ago; with a batch in each step the
    /// age of that key in steps. 0 before the first batch.
    /// </summary>
    public long Age => batchSize == 0 ? 0 : (Math.Min(Enqueued, Size) + batchSize - 1) / batchSize;

    /// <summary>
    /// Normalizes keys and lets them take the places of the oldest ones, wrapping around at the end. Nothing waits for
    /// the device.
    /// </summary>
    /// <param name="keys">
    /// Keys [B, D], not normalized, on the queue's device; of any float type, and with or without a gradient, which
    /// ends here. If B is above K, the last K are kept.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The keys are not a matrix [B, D] of the queue's D with at least one row.
    /// </exception>
    public void Enqueue(Tensor keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.dim() != 2 || keys.size(0) < 1 || keys.size(1) != Dimension)
        {
            throw new ArgumentException(
                $"The queue holds keys of length {Dimension}, so a batch of them is [B, {Dimension}], but it is [{string.Join(", ", keys.shape)}].",
                nameof(keys)
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var batch = keys.size(0);
        var kept = Math.Min(batch, Size);
        var units = UnitRows.Of(keys.narrow(0, batch - kept, kept), ScalarType.Float32);
        var start = (Pointer + batch - kept) % Size;
        var untilEnd = Math.Min(kept, Size - start);
        Keys.narrow(0, start, untilEnd).copy_(units.narrow(0, 0, untilEnd));
        if (untilEnd < kept)
        {
            Keys.narrow(0, 0, kept - untilEnd).copy_(units.narrow(0, untilEnd, kept - untilEnd));
        }

        Pointer = (Pointer + batch) % Size;
        Enqueued += batch;
        batchSize = batch;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Tensor(KeysName, Keys);
        writer.Number(PointerName, Pointer);
        writer.Number(EnqueuedName, Enqueued);
        writer.Number(BatchName, batchSize);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var pointer = reader.Integer(PointerName);
        if (pointer < 0 || pointer >= Size)
        {
            throw new StateException(
                $"The queue's '{PointerName}' is {pointer}, but a queue of {Size} keys has rows 0 to {Size - 1}: it was saved from a queue of another size, or is damaged."
            );
        }

        reader.Tensor(KeysName, Keys);
        Pointer = pointer;
        Enqueued = reader.Integer(EnqueuedName);
        batchSize = reader.Integer(BatchName);
    }

    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();

    /// <summary>
    /// Normal numbers (Box and Muller, 1958) have no preferred direction; divided by their norm they are uniform on the
    /// sphere.
    /// </summary>
    private static float[] RandomDirections(RandomSource random, int size, int dimension)
    {
        var keys = new float[size * dimension];
        var uniforms = new float[dimension + (dimension % 2)];
        var normals = new double[uniforms.Length];
        for (var row = 0; row < size; row++)
        {
            random.Fill(RandomStream.Memory, epoch: 0, row, MemoryViews.FirstKeys, uniforms);
            FillNormals(uniforms, normals);
            var key = normals.AsSpan(0, dimension);
            var norm = Norm(key);
            for (var i = 0; i < dimension; i++)
            {
                keys[(row * dimension) + i] = (float)(key[i] / norm);
            }
        }

        return keys;
    }

    private static void FillNormals(ReadOnlySpan<float> uniforms, Span<double> normals)
    {
        // Half a step of the uniform numbers: their logarithm is finite, and never 0, so that no key has the norm 0.
        const double halfStep = 1.0 / (1 << 25);
        for (var i = 0; i < uniforms.Length; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log(uniforms[i] + halfStep));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * uniforms[i + 1]);
            normals[i] = radius * cosine;
            normals[i + 1] = radius * sine;
        }
    }

    private static double Norm(ReadOnlySpan<double> vector)
    {
        var square = 0.0;
        foreach (var value in vector)
        {
            square += value * value;
        }

        return Math.Sqrt(square);
    }
}
