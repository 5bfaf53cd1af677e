using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Data;

/// <summary>The images of one training step.</summary>
/// <param name="Epoch">The epoch the step belongs to, from 0.</param>
/// <param name="Index">The step's position within its epoch, from 0.</param>
/// <param name="Samples">
/// The positions of the images in their data set, in the order in which they enter the batch.
/// </param>
public sealed record Batch(int Epoch, int Index, int[] Samples) : IShared<Batch>
{
    /// <summary>
    /// As many consecutive images as each other process gets. Random numbers belong to images, so that views have the
    /// bits that they would have in one process.
    /// </summary>
    /// <inheritdoc/>
    public Batch PartOf(int rank, int size)
    {
        var (share, rest) = Math.DivRem(Samples.Length, size);
        if (rest != 0 || share == 0)
        {
            throw new ArgumentException(
                $"A batch of {Samples.Length} images has no equal shares for {size} processes: choose a batch size that is a multiple of {size}.",
                nameof(size)
            );
        }

        return this with
        {
            Samples = Samples[(rank * share)..((rank + 1) * share)],
        };
    }
}
