using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Data;

/// <summary>Shares batches out among the processes that train together.</summary>
public static class WorldBatches
{
    /// <summary>
    /// This process's images of a batch: as many consecutive ones as each other process gets. Random numbers belong to
    /// images, so that their views have the bits they would have in one process.
    /// </summary>
    /// <param name="world">The processes.</param>
    /// <param name="batch">The batch of all of them.</param>
    /// <returns>The share; in a process alone, <paramref name="batch"/>.</returns>
    /// <exception cref="ArgumentException">The batch has no equal shares.</exception>
    public static Batch Share(this World world, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(batch);
        if (world.Size == 1)
        {
            return batch;
        }

        var (share, rest) = Math.DivRem(batch.Samples.Length, world.Size);
        if (rest != 0 || share == 0)
        {
            throw new ArgumentException(
                $"A batch of {batch.Samples.Length} images has no equal shares for {world.Size} processes: choose a batch size that is a multiple of {world.Size}.",
                nameof(batch)
            );
        }

        var start = world.Rank * share;
        return batch with { Samples = batch.Samples[start..(start + share)] };
    }
}
