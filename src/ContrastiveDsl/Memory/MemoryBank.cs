using ContrastiveDsl.Data;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// A memory bank (Wu et al., 2018, arXiv:1805.01978; PIRL: Misra and van der Maaten, 2019, arXiv:1912.01991): for every
/// image of the training set a unit row, which follows the image's embeddings. A batch is compared with its own rows
/// and with those of other images, its negatives.
/// </summary>
/// <remarks>
/// The backward pass of a loss reads the bank, so <see cref="Update"/> comes after it. Nothing that a training step
/// calls waits for the device.
/// </remarks>
public sealed class MemoryBank : IStateful, IDisposable
{
    /// <summary>What <see cref="CosinesAtOnce"/> is unless told: 2^26, a quarter of a gibibyte in float32.</summary>
    public const long DefaultCosinesAtOnce = 1L << 26;

    private const string CountName = "count";
    private const string RowsName = "rows";

    private readonly RandomSource random;
    private readonly Device device;
    private Tensor? rows;

    /// <summary>Makes a bank without rows; <see cref="Prepare"/> gives it one for each image.</summary>
    /// <param name="dimension">The length D of a row, at least 1; 128 in the papers.</param>
    /// <param name="random">What the first rows are drawn from; stream <see cref="RandomStream.Memory"/>.</param>
    /// <param name="device">Where the rows live.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The dimension is below 1 or beyond <see cref="RandomSource.MaxDraws"/>.
    /// </exception>
    public MemoryBank(int dimension, RandomSource random, Device device)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, RandomSource.MaxDraws);
        Dimension = dimension;
        this.random = random;
        this.device = device;
    }

    /// <summary>The length of a row, D.</summary>
    public int Dimension { get; }

    /// <summary>The number of images N that the bank has rows for; 0 before <see cref="Prepare"/>.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The rows, float32 [N, D], each of length one: row i belongs to the image at position i of the training set. The
    /// same tensor from <see cref="Prepare"/> on; <see cref="Update"/> writes into it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The bank has no rows yet.</exception>
    public Tensor Rows =>
        rows
        ?? throw new InvalidOperationException(
            "The memory bank has no rows yet: call Prepare with the number of training images first."
        );

    /// <summary>
    /// At most how many cosines <see cref="Compare"/> holds at once beyond those it returns, at least 1: it takes as
    /// many embeddings together as N fits in, and one if even N is more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long CosinesAtOnce
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(CosinesAtOnce));
            field = value;
        }
    } = DefaultCosinesAtOnce;

    /// <summary>
    /// Gives the bank a row for each image: numbers uniform in ±1/√(D/3), normalized, a function of the seed and the
    /// row. If it has rows for as many already, from before or from a checkpoint, they stay.
    /// </summary>
    /// <param name="count">The number of training images, N, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    /// <exception cref="InvalidOperationException">The bank has rows for another number of images.</exception>
    public void Prepare(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (rows is null)
        {
            rows = Allocate(count);
            FirstRows.Fill(rows, random, device);
            Count = count;
        }
        else if (count != Count)
        {
            throw new InvalidOperationException(
                $"The memory bank belongs to {Count} images, but the training data has {count}: a row is the memory of one image, so a bank cannot go on with other data. Train on the same images, or start a new run."
            );
        }
    }

    /// <summary>
    /// Sets consecutive rows to embeddings of their images, before training: random first rows make short runs learn
    /// the age of a row instead of its image.
    /// </summary>
    /// <param name="first">The image of the first embedding, from 0.</param>
    /// <param name="embeddings">
    /// [B, D], not normalized, on the bank's device; of any float type. No gradient reaches them.
    /// </param>
    /// <exception cref="InvalidOperationException">The bank has no rows yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The embeddings reach outside the bank.</exception>
    /// <exception cref="ArgumentException">The embeddings are not a matrix [B, D] of the bank's D.</exception>
    public void Fill(int first, Tensor embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.dim() != 2 || embeddings.size(1) != Dimension)
        {
            throw new ArgumentException(
                $"The memory bank holds rows of length {Dimension}, so embeddings are [B, {Dimension}], but these are [{string.Join(", ", embeddings.shape)}].",
                nameof(embeddings)
            );
        }

        var size = embeddings.size(0);
        if (first < 0 || first > Rows.size(0) - size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(first),
                first,
                $"{size} rows from {first} on leave the memory bank of {Count} images."
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Rows.narrow(0, first, size).copy_(UnitRows.Of(embeddings, ScalarType.Float32));
    }

    /// <summary>
    /// Looks up the rows of a batch's images and draws their negatives, a function of the seed, the epoch and the
    /// image, and sends both to the device in one upload.
    /// </summary>
    /// <param name="random">The run's random numbers; stream <see cref="RandomStream.Memory"/>.</param>
    /// <param name="batch">The batch; its samples are the rows.</param>
    /// <param name="negatives">
    /// How many negatives each image gets, K, from 1 to <see cref="RandomSource.MaxDraws"/>: 4,096 in Wu et al., 32,000
    /// in PIRL.
    /// </param>
    /// <param name="distinct">
    /// Whether the negatives of an image are all different; otherwise each is drawn from all rows anew.
    /// </param>
    /// <param name="excludePositive">Whether an image's own row is never among its negatives.</param>
    /// <returns>A draw whose tensors belong to the current dispose scope.</returns>
    /// <exception cref="InvalidOperationException">The bank has no rows yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too many or fewer than 1 negatives.</exception>
    /// <exception cref="ArgumentException">The batch is empty, or an image of it has no row.</exception>
    public MemoryDraw Draw(RandomSource random, Batch batch, int negatives, bool distinct, bool excludePositive)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(batch);
        _ = Rows;
        return new NegativeDraws(random, Count, distinct, excludePositive).Draw(batch, negatives, device);
    }

    /// <summary>
    /// Looks up the rows of a batch's images, whose negatives are all rows but an image's own: nothing is drawn.
    /// </summary>
    /// <param name="batch">The batch; its samples are the rows.</param>
    /// <returns>A draw whose tensors belong to the current dispose scope.</returns>
    /// <exception cref="InvalidOperationException">The bank has no rows yet, or a single one.</exception>
    /// <exception cref="ArgumentException">The batch is empty, or an image of it has no row.</exception>
    public MemoryDraw Draw(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _ = Rows;
        return NegativeDraws.All(batch, Count, device);
    }

    /// <summary>
    /// The cosines of embeddings and rows. A term for each of several embeddings of the same images takes the same
    /// draw.
    /// </summary>
    /// <remarks>
    /// Normalized here, in float32 (float64 stays float64). The rows of the negatives, B·K·D numbers, are never
    /// gathered: the cosines with all rows are, some embeddings at a time.
    /// </remarks>
    /// <param name="embeddings">
    /// [B, D], not normalized, on the bank's device; row i belongs to image i of the draw.
    /// </param>
    /// <param name="draw">The rows to compare with.</param>
    /// <returns>
    /// The cosines, float32 (float64 if the embeddings are), with gradients to the embeddings alone; in the current
    /// dispose scope.
    /// </returns>
    /// <exception cref="InvalidOperationException">The bank has no rows yet.</exception>
    /// <exception cref="ArgumentException">
    /// The embeddings are not a matrix [B, D] of the draw's B and the bank's D.
    /// </exception>
    public MemoryScores Compare(Tensor embeddings, MemoryDraw draw)
    {
        Check(embeddings, draw);
        using var scope = NewDisposeScope();
        var precision = UnitRows.Precision(embeddings);
        var units = UnitRows.Of(embeddings, precision);
        var bank = Rows.to(precision);
        var positives = UnitRows.Products(units, bank.index_select(0, draw.Rows));
        var negatives = draw.Negatives is null ? Others(units, bank, draw.Rows) : Drawn(units, bank, draw.Negatives);
        return new MemoryScores(positives.MoveToOuterDisposeScope(), negatives.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Lets the rows of a batch's images follow their embeddings: <c>row ← normalize(m·row + (1 −
    /// m)·normalize(embedding))</c>. No other row changes by a bit.
    /// </summary>
    /// <param name="embeddings">
    /// [B, D], not normalized, on the bank's device; of any float type, and with or without a gradient, which ends
    /// here.
    /// </param>
    /// <param name="draw">
    /// The draw of the batch; its images must all be different, since which of two updates of a row wins is left open.
    /// </param>
    /// <param name="momentum">m, from 0 (the row becomes the embedding) to 1 (it stays); 0.5 in the papers.</param>
    /// <exception cref="InvalidOperationException">The bank has no rows yet.</exception>
    /// <exception cref="ArgumentException">
    /// The embeddings are not a matrix [B, D] of the draw's B and the bank's D.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not from 0 to 1.</exception>
    public void Update(Tensor embeddings, MemoryDraw draw, double momentum)
    {
        Check(embeddings, draw);
        if (!(momentum is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(momentum),
                momentum,
                "The momentum of a memory bank must be from 0 to 1; 0.5 is usual."
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var units = UnitRows.Of(embeddings, ScalarType.Float32);
        var blended = Rows.index_select(0, draw.Rows).mul_(momentum).add_(units, 1 - momentum);
        Rows.index_copy_(0, draw.Rows, UnitRows.Of(blended, ScalarType.Float32));
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Number(CountName, Count);
        if (rows is not null)
        {
            writer.Tensor(RowsName, rows);
        }
    }

    /// <summary>Reads back what <see cref="Save"/> wrote; a bank without rows gets them.</summary>
    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var count = reader.Integer(CountName);
        if (rows is not null && count != Count)
        {
            throw new StateException(
                $"The saved memory bank belongs to {count} images, but this one to {Count}: it was saved from a run on other data."
            );
        }

        if (count == 0)
        {
            return;
        }

        using var saved = reader.Tensor(RowsName);
        if (saved.dtype != ScalarType.Float32 || !saved.shape.AsSpan().SequenceEqual([count, Dimension]))
        {
            throw new StateException(
                $"The saved memory bank of {count} images is {saved.dtype} [{string.Join(", ", saved.shape)}], but rows of length {Dimension} are Float32 [{count}, {Dimension}]: it was saved with another dimension, or is damaged."
            );
        }

        using var noGrad = no_grad();
        rows ??= Allocate((int)count);
        rows.copy_(saved);
        Count = (int)count;
    }

    /// <inheritdoc/>
    public void Dispose() => rows?.Dispose();

    /// <summary>
    /// [B, K]: all cosines of some embeddings, of which the drawn ones are kept. Autograd keeps the indices, not the
    /// cosines.
    /// </summary>
    private Tensor Drawn(Tensor units, Tensor bank, Tensor negatives)
    {
        var size = units.size(0);
        var atOnce = Math.Clamp(CosinesAtOnce / Count, 1, size);
        var chunks = new List<Tensor>();
        for (var start = 0L; start < size; start += atOnce)
        {
            var count = Math.Min(atOnce, size - start);
            using var cosines = units.narrow(0, start, count).mm(bank.t());
            chunks.Add(cosines.gather(1, negatives.narrow(0, start, count)));
        }

        return chunks.Count == 1 ? chunks[0] : cat(chunks, 0);
    }

    /// <summary>[B, N]: all cosines, with -∞ at the own row.</summary>
    private static Tensor Others(Tensor units, Tensor bank, Tensor own)
    {
        var masked = full([own.size(0), 1], double.NegativeInfinity, dtype: units.dtype, device: units.device);
        return units.mm(bank.t()).scatter_(1, own.unsqueeze(1), masked);
    }

    private Tensor Allocate(int count)
    {
        using var scope = NewDisposeScope();
        return empty([count, Dimension], ScalarType.Float32, device).DetachFromDisposeScope();
    }

    private void Check(Tensor embeddings, MemoryDraw draw)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(draw);
        _ = Rows;
        var size = draw.Rows.size(0);
        if (embeddings.dim() != 2 || embeddings.size(0) != size || embeddings.size(1) != Dimension)
        {
            throw new ArgumentException(
                $"The draw has {size} images and the memory bank rows of length {Dimension}, so the embeddings must be [{size}, {Dimension}], but they are [{string.Join(", ", embeddings.shape)}].",
                nameof(embeddings)
            );
        }
    }
}
