using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Lets a batch of any size pass networks a micro-batch at a time and train them as if it had passed at once, for
/// losses that are a mean over images which do not see each other: each micro-batch passes with a graph that is gone
/// before the next one, and the gradients of their shares of the loss add up to that of the batch.
/// </summary>
/// <remarks>
/// <para>
/// The gradient is that of one pass, but for rounding, where no layer looks at other images: with group or layer
/// normalization, and with <see cref="SplitBatchNorm"/> whose parts each lie inside a micro-batch. Other batch
/// normalizations take the statistics of a micro-batch for those of the batch; running statistics move once, by the
/// mean over the images.
/// </para>
/// <para>
/// It costs no pass more; a loss that compares the images of the batch needs a <see cref="GradientCache"/>, which does.
/// It serves one step, whose dispose scope is the one around that of a micro-batch. Gradients are zeroed before it.
/// </para>
/// </remarks>
public sealed class GradientAccumulation
{
    private readonly TrainingRun run;
    private readonly int microBatch;
    private readonly nn.Module[] networks;
    private readonly List<Tensor> kept = [];
    private readonly List<Tensor> embeddings = [];
    private readonly List<Tensor> positives = [];
    private NegativeQueue? queue;
    private Tensor? sum;
    private Tensor? loss;
    private int images;
    private int start;
    private int count;

    /// <summary>Makes an accumulation for one step.</summary>
    /// <param name="run">The run that the step belongs to.</param>
    /// <param name="microBatch">Images that pass together, at least 1.</param>
    /// <param name="networks">The networks that they pass.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no images in a micro-batch.</exception>
    public GradientAccumulation(TrainingRun run, int microBatch, params nn.Module[] networks)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentOutOfRangeException.ThrowIfLessThan(microBatch, 1);
        this.run = run;
        this.microBatch = microBatch;
        this.networks = networks;
    }

    /// <summary>
    /// The loss of the batch, of all processes: one element without a gradient, once all micro-batches have passed.
    /// </summary>
    /// <exception cref="InvalidOperationException">They have not.</exception>
    public Tensor Loss =>
        loss ?? throw new InvalidOperationException("The batch has no loss before all its micro-batches have passed.");

    /// <summary>
    /// The micro-batches of this process's share of a batch, in its order; the last may be smaller. Random numbers
    /// belong to images, so that views and masks are those of the whole batch.
    /// </summary>
    /// <param name="share">This process's share of the batch.</param>
    /// <returns>What a loop goes through once, each with a dispose scope of its own.</returns>
    /// <exception cref="ArgumentException">
    /// A smaller one is left, and normalization of split batches would have unequal parts.
    /// </exception>
    public IEnumerable<Batch> Of(Batch share)
    {
        ArgumentNullException.ThrowIfNull(share);
        Require(share.Samples.Length, nameof(share));
        return Pass(() => share with { Samples = share.Samples[start..(start + count)] });
    }

    /// <summary>The same for rows of images: the rows of each micro-batch, as views.</summary>
    /// <param name="rows">One or more tensors, each [b, …] with its images in the same order.</param>
    /// <returns>For each micro-batch of m images a tensor [m, …] of each.</returns>
    /// <exception cref="ArgumentException">
    /// There are no tensors, or they are of different numbers of images; or as for the other overload.
    /// </exception>
    public IEnumerable<Tensor[]> Of(params Tensor[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length == 0 || Array.Exists(rows, row => row.dim() == 0 || row.size(0) != rows[0].size(0)))
        {
            throw new ArgumentException(
                "Rows are of one or more tensors, each [b, …] of the same b images.",
                nameof(rows)
            );
        }

        Require((int)rows[0].size(0), nameof(rows));
        return Pass(() => Array.ConvertAll(rows, row => row.narrow(0, start, count)));
    }

    /// <summary>
    /// The backward pass of the micro-batch's loss, weighted by its share of the images of all processes, which counts
    /// in <see cref="Loss"/>.
    /// </summary>
    /// <param name="mean">The mean over the images of the micro-batch under way, one element.</param>
    public void Backward(Tensor mean)
    {
        ArgumentNullException.ThrowIfNull(mean);
        using var scope = NewDisposeScope();
        var term = mean.mul(count / ((double)images * run.World.Size));
        term.backward();
        ComputeWeights.Reuse();
        if (sum is null)
        {
            sum = OfTheStep(term.detach().clone());
        }
        else
        {
            sum.add_(term.detach());
        }
    }

    /// <summary>
    /// Looks for signs of a collapse, as <see cref="TrainingRun.Watch(Tensor, Tensor)"/> does, in rows of all
    /// micro-batches. Once in each of them, or in none.
    /// </summary>
    /// <param name="embedded">Embeddings of the micro-batch, [m, D] or [m, …, D].</param>
    /// <param name="like">What each of them shall be like, of the same shape.</param>
    public void Watch(Tensor embedded, Tensor? like = null)
    {
        ArgumentNullException.ThrowIfNull(embedded);
        if (!run.WatchIsDue)
        {
            return;
        }

        using var scope = NewDisposeScope();
        embeddings.Add(OfTheStep(Spread(embedded)));
        if (like is not null)
        {
            positives.Add(OfTheStep(Spread(like)));
        }
    }

    /// <summary>The same where the negatives are a queue of keys, whose age is watched too.</summary>
    /// <param name="queries">Queries, [m, D].</param>
    /// <param name="keys">Their keys, in their order.</param>
    /// <param name="negatives">The queue as the loss sees it, before it takes keys of this step.</param>
    public void Watch(Tensor queries, Tensor keys, NegativeQueue negatives)
    {
        ArgumentNullException.ThrowIfNull(negatives);
        queue = negatives;
        Watch(queries, keys);
    }

    /// <summary>Keeps rows of the micro-batch for <see cref="Kept"/>.</summary>
    /// <param name="rows">[m, …]; no gradient is kept.</param>
    public void Keep(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var scope = NewDisposeScope();
        kept.Add(OfTheStep(rows.detach()));
    }

    /// <summary>What was kept of all micro-batches of all processes.</summary>
    /// <returns>[B, …] in the order of the batch, in the current dispose scope.</returns>
    /// <exception cref="InvalidOperationException">Nothing was kept.</exception>
    public Tensor Kept() =>
        kept.Count > 0
            ? run.World.Gather(cat(kept, 0))
            : throw new InvalidOperationException($"Nothing was kept: call {nameof(Keep)} in each micro-batch.");

    private IEnumerable<T> Pass<T>(Func<T> next)
    {
        using (var moved = RunningStatistics.MovedOnce(networks, (images + microBatch - 1) / microBatch))
        {
            for (start = 0; start < images; start += microBatch)
            {
                count = Math.Min(microBatch, images - start);
                yield return next();
                moved.PartPassed(count / (double)images);
            }
        }

        Complete();
    }

    private void Complete()
    {
        if (sum is not null)
        {
            run.World.Sum(sum);
            loss = sum;
        }

        if (embeddings.Count == 0)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var watched = run.World.Gather(cat(embeddings, 0));
        var like = positives.Count == 0 ? null : run.World.Gather(cat(positives, 0));
        if (queue is not null)
        {
            run.Watch(watched, like!, queue);
        }
        else
        {
            run.Watch(watched, like);
        }
    }

    /// <summary>
    /// Few rows of the micro-batch, of all its images; of a batch in one process those that would be measured if it had
    /// passed at once.
    /// </summary>
    private Tensor Spread(Tensor rows)
    {
        var all = rows.detach().flatten(0, -2);
        var each = all.size(0) / count;
        var step = EmbeddingStatistics.Step(each * images * run.World.Size);
        var before = each * start;
        return all.slice(0, (step - (before % step)) % step, all.size(0), step).clone();
    }

    /// <summary>A tensor of a scope within that of the micro-batch, which that of the step keeps.</summary>
    private static Tensor OfTheStep(Tensor made) => made.MoveToOuterDisposeScope().MoveToOuterDisposeScope();

    private void Require(int share, string name)
    {
        images = share;
        if (
            share > microBatch
            && share % microBatch != 0
            && networks.SelectMany(network => network.modules().Prepend(network)).OfType<SplitBatchNorm>().Any()
        )
        {
            throw new ArgumentException(
                $"{share} images in micro-batches of {microBatch} leave a smaller one, whose parts for batch normalization would be others: choose a batch that is a multiple of it in every process.",
                name
            );
        }
    }
}
