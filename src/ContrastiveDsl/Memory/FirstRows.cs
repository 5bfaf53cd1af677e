using ContrastiveDsl.Data;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// The rows with which a memory bank begins: uniform in ±1/√(D/3), then normalized, each a function of the seed and the
/// row.
/// </summary>
internal static class FirstRows
{
    private const int NumbersAtOnce = 1 << 22;

    /// <summary>Writes all rows.</summary>
    /// <param name="rows">The bank's rows, float32 [N, D].</param>
    /// <param name="random">The run's random numbers.</param>
    /// <param name="device">Where the rows are.</param>
    internal static void Fill(Tensor rows, RandomSource random, Device device)
    {
        var (count, dimension) = ((int)rows.size(0), (int)rows.size(1));
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var atOnce = Math.Clamp(NumbersAtOnce / dimension, 1, count);
        var numbers = new float[atOnce * dimension];
        for (var start = 0; start < count; start += atOnce)
        {
            var (from, some) = (start, Math.Min(atOnce, count - start));
            HostBatch.Each(some, get_num_threads(), row =>
                Fill(random, from + row, numbers.AsSpan(row * dimension, dimension))
            );
            using var block = HostTensor.Upload<float>(
                numbers.AsSpan(0, some * dimension),
                [some, dimension],
                ScalarType.Float32,
                device
            );
            rows.narrow(0, start, some).copy_(block);
        }
    }

    /// <summary>One row; the bound of the uniform numbers cancels out, and is left out.</summary>
    private static void Fill(RandomSource random, int row, Span<float> numbers)
    {
        // Half a step of the uniform numbers, so that none becomes 0, and no row has the norm 0.
        const double halfStep = 1.0 / (1 << 25);
        random.Fill(RandomStream.Memory, epoch: 0, row, MemoryViews.FirstRows, numbers);
        var square = 0.0;
        foreach (var uniform in numbers)
        {
            square += Centered(uniform) * Centered(uniform);
        }

        var norm = Math.Sqrt(square);
        foreach (ref var number in numbers)
        {
            number = (float)(Centered(number) / norm);
        }

        static double Centered(float uniform) => (2 * (uniform + halfStep)) - 1;
    }
}
