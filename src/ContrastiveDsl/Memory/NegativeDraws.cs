using System.Buffers;
using ContrastiveDsl.Data;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>Draws the negatives of a batch from the rows of a memory bank.</summary>
/// <param name="random">The run's random numbers.</param>
/// <param name="count">Rows of the bank.</param>
/// <param name="distinct">Whether the negatives of an image are all different.</param>
/// <param name="excludePositive">Whether an image's own row is never among its negatives.</param>
internal sealed class NegativeDraws(RandomSource random, int count, bool distinct, bool excludePositive)
{
    /// <summary>What one upload takes, 2 GiB.</summary>
    private const int MostNumbers = int.MaxValue / sizeof(long);

    /// <summary>The images' own rows, and all others of the bank as their negatives.</summary>
    internal static MemoryDraw All(Batch batch, int count, Device device)
    {
        if (count < 2)
        {
            throw new InvalidOperationException(
                "The memory bank has a single row, and no other that could be a negative: train on more images."
            );
        }

        CheckSamples(batch.Samples, count);
        long[] rows = [.. batch.Samples];
        return MemoryDraw.Of(HostTensor.Upload<long>(rows, [rows.Length], ScalarType.Int64, device), null);
    }

    /// <summary>The images' own rows and their negatives, in one upload.</summary>
    internal MemoryDraw Draw(Batch batch, int negatives, Device device)
    {
        CheckNegatives(negatives);
        CheckSamples(batch.Samples, count);
        CheckTotal(batch.Samples.Length, negatives);
        var size = batch.Samples.Length;
        var total = size * (negatives + 1);
        var indices = ArrayPool<long>.Shared.Rent(total);
        try
        {
            Array.Copy(batch.Samples, indices, size);
            HostBatch.Each(size, get_num_threads(), i =>
                Fill(batch.Epoch, batch.Samples[i], indices.AsSpan(size + (i * negatives), negatives))
            );
            var both = HostTensor.Upload<long>(indices.AsSpan(0, total), [total], ScalarType.Int64, device);
            return MemoryDraw.Of(
                both.narrow(0, 0, size),
                both.narrow(0, size, (long)size * negatives).view(size, negatives)
            );
        }
        finally
        {
            ArrayPool<long>.Shared.Return(indices);
        }
    }

    private void Fill(int epoch, int sample, Span<long> negatives)
    {
        var limit = excludePositive ? count - 1 : count;
        if (distinct)
        {
            random.FillDistinctIndices(RandomStream.Memory, epoch, sample, MemoryViews.Negatives, limit, negatives);
        }
        else
        {
            random.FillIndices(RandomStream.Memory, epoch, sample, MemoryViews.Negatives, limit, negatives);
        }

        if (!excludePositive)
        {
            return;
        }

        foreach (ref var index in negatives)
        {
            // Of N - 1 numbers to N - 1 rows: those from the own one on move up by one.
            index += index >= sample ? 1 : 0;
        }
    }

    private void CheckNegatives(int negatives)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(negatives, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(negatives, RandomSource.MaxDraws);
        var (available, kind) = excludePositive ? (count - 1, "other rows") : (count, "rows");
        if ((distinct ? negatives : 1) > available)
        {
            throw new ArgumentOutOfRangeException(
                nameof(negatives),
                negatives,
                $"The memory bank has {available} {kind} to draw {(distinct ? "different " : "")}negatives from, too few: ask for fewer negatives, or train on more images."
            );
        }
    }

    private static void CheckTotal(int images, int negatives)
    {
        if (images * (negatives + 1L) > MostNumbers)
        {
            throw new ArgumentOutOfRangeException(
                nameof(negatives),
                negatives,
                $"{negatives} negatives for each of {images} images are more than {MostNumbers} numbers: ask for fewer negatives, or make the batch smaller."
            );
        }
    }

    private static void CheckSamples(int[] samples, int count)
    {
        if (samples.Length == 0)
        {
            throw new ArgumentException("The batch has no images, so there is nothing to draw for.", nameof(samples));
        }

        foreach (var sample in samples)
        {
            if (sample < 0 || sample >= count)
            {
                throw new ArgumentException(
                    $"The batch holds image {sample}, but the memory bank has rows 0 to {count - 1}: prepare it with the number of all training images.",
                    nameof(samples)
                );
            }
        }
    }
}
