using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Data;

/// <summary>
/// The order in which each epoch visits the images: a new permutation every epoch, cut into whole batches.
/// </summary>
/// <remarks>
/// A pure function of the seed and the epoch, so that a resumed run goes on in the middle of an epoch with the same
/// batches. The images that do not fill a last batch are left out of that epoch; which ones they are changes from epoch
/// to epoch.
/// </remarks>
public sealed class EpochOrder
{
    private readonly RandomSource random;

    /// <summary>Orders <paramref name="count"/> images in batches of <paramref name="batchSize"/>.</summary>
    /// <param name="count">The number of images, at least <paramref name="batchSize"/>.</param>
    /// <param name="batchSize">Images per step, at least 1.</param>
    /// <param name="random">The run's random numbers.</param>
    /// <exception cref="ArgumentException">There are fewer images than one batch needs.</exception>
    public EpochOrder(int count, int batchSize, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (count < batchSize)
        {
            throw new ArgumentException(
                $"A batch of {batchSize} images cannot be filled from {count} images: lower the batch size to at most {count}, or train on more images.",
                nameof(batchSize)
            );
        }

        Count = count;
        BatchSize = batchSize;
        this.random = random;
    }

    /// <summary>The number of images.</summary>
    public int Count { get; }

    /// <summary>Images per step.</summary>
    public int BatchSize { get; }

    /// <summary>Whole batches per epoch.</summary>
    public int StepsPerEpoch => Count / BatchSize;

    /// <summary>The batches of one epoch, from a step on.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="firstStep">The first step wanted, from 0; <see cref="StepsPerEpoch"/> gives none.</param>
    public IEnumerable<Batch> Batches(int epoch, int firstStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstStep, StepsPerEpoch);
        return Cut(epoch, firstStep);
    }

    private IEnumerable<Batch> Cut(int epoch, int firstStep)
    {
        var order = random.Permutation(RandomStream.Order, epoch, Count);
        for (var step = firstStep; step < StepsPerEpoch; step++)
        {
            yield return new Batch(epoch, step, order[(step * BatchSize)..((step + 1) * BatchSize)]);
        }
    }
}
