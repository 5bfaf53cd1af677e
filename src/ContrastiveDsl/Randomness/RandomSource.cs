using System.Buffers;

namespace ContrastiveDsl.Randomness;

/// <summary>Random numbers as a pure function of the seed and of the place where they are used.</summary>
/// <remarks>
/// <para>
/// A place is (stream, epoch, sample, view, draw). Asking twice gives the same numbers, and no order of asking matters;
/// hence a run that is resumed in the middle of an epoch goes on exactly as it would have, and a view can be replayed
/// from its place alone.
/// </para>
/// <para>
/// The seed is the key of <see cref="Philox"/>. Its 128-bit counter is, from the first word to the last:
/// <c>draw / 4 + 65536 · view</c>, <c>sample</c>, <c>epoch</c>, <c>stream + 256 · purpose</c>, where the purpose keeps
/// <see cref="Fill"/>,
/// <see cref="Permutation"/>, <see cref="FillIndices"/> and <see cref="FillDistinctIndices"/> apart. Each field has
/// bits of its own, so two places never share a counter: epochs and samples below 2^31, views below 65,536, and 262,144
/// draws for each.
/// </para>
/// </remarks>
/// <param name="seed">Any value; every seed is a sequence of its own.</param>
public sealed class RandomSource(long seed)
{
    /// <summary>The largest number of views of one sample.</summary>
    public const int MaxViews = 1 << 16;

    /// <summary>The largest number of draws at one place.</summary>
    public const int MaxDraws = Philox.BlockSize << 16;

    private const uint PurposeUniform = 0;
    private const uint PurposeOrder = 2;
    private const uint PurposeIndices = 3;
    private const uint PurposeDistinctIndices = 4;

    // 24 bits fill a float's significand exactly, so every value is below one and equally likely.
    private const float UniformStep = 1f / (1 << 24);

    private readonly ulong key = unchecked((ulong)seed);

    /// <summary>The seed.</summary>
    public long Seed { get; } = seed;

    /// <summary>
    /// Fills a span with uniform numbers from [0, 1), multiples of 2^-24; the position in the span is the draw.
    /// </summary>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="sample">The sample's position in its data set, from 0.</param>
    /// <param name="view">The view of the sample, from 0 to <see cref="MaxViews"/> - 1.</param>
    /// <param name="uniforms">Receives the numbers; at most <see cref="MaxDraws"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or beyond its limit.</exception>
    public void Fill(RandomStream stream, int epoch, int sample, int view, Span<float> uniforms)
    {
        CheckPlace(stream, epoch, sample, view);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(uniforms.Length, MaxDraws, nameof(uniforms));
        Span<uint> block = stackalloc uint[Philox.BlockSize];
        for (var start = 0; start < uniforms.Length; start += Philox.BlockSize)
        {
            Philox.Block(
                key,
                Word0(view, start / Philox.BlockSize),
                (uint)sample,
                (uint)epoch,
                Word3(stream, PurposeUniform),
                block
            );
            var count = Math.Min(Philox.BlockSize, uniforms.Length - start);
            for (var i = 0; i < count; i++)
            {
                uniforms[start + i] = ToUniform(block[i]);
            }
        }
    }

    /// <summary>
    /// Fills the draws of many samples at once, draw by draw: <c>uniforms[draw * samples.Length + i]</c> is what
    /// <see cref="Fill"/> gives sample <c>samples[i]</c> at position <c>draw</c>.
    /// </summary>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="samples">The samples' positions in their data set.</param>
    /// <param name="view">The view of the samples, from 0 to <see cref="MaxViews"/> - 1.</param>
    /// <param name="count">Draws of each sample, at most <see cref="MaxDraws"/>.</param>
    /// <param name="uniforms">Receives <c>count * samples.Length</c> numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or beyond its limit.</exception>
    /// <exception cref="ArgumentException"><paramref name="uniforms"/> has another length.</exception>
    public void FillBatch(
        RandomStream stream,
        int epoch,
        ReadOnlySpan<int> samples,
        int view,
        int count,
        Span<float> uniforms
    )
    {
        CheckPlace(stream, epoch, 0, view);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxDraws);
        if (uniforms.Length != (long)count * samples.Length)
        {
            throw new ArgumentException(
                $"{count} draws of {samples.Length} samples are {(long)count * samples.Length} numbers, but the span holds {uniforms.Length}.",
                nameof(uniforms)
            );
        }

        Span<uint> block = stackalloc uint[Philox.BlockSize];
        for (var start = 0; start < count; start += Philox.BlockSize)
        {
            var word0 = Word0(view, start / Philox.BlockSize);
            var used = Math.Min(Philox.BlockSize, count - start);
            for (var i = 0; i < samples.Length; i++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(samples[i], nameof(samples));
                Philox.Block(key, word0, (uint)samples[i], (uint)epoch, Word3(stream, PurposeUniform), block);
                for (var draw = 0; draw < used; draw++)
                {
                    uniforms[(start + draw) * samples.Length + i] = ToUniform(block[draw]);
                }
            }
        }
    }

    /// <summary>
    /// A random order of 0 … count - 1, every order equally likely (Fisher-Yates with unbiased draws).
    /// </summary>
    /// <param name="stream">What the order is for.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="count">How many elements; 0 gives an empty array.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or beyond its limit.</exception>
    public int[] Permutation(RandomStream stream, int epoch, int count)
    {
        CheckPlace(stream, epoch, 0, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        var words = new WordSequence(key, (uint)epoch, Word3(stream, PurposeOrder));
        for (var last = count - 1; last > 0; last--)
        {
            var other = (int)words.Below((uint)last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    /// <summary>
    /// Fills a span with whole numbers from [0, limit), every one equally likely (Lemire, 2018, arXiv:1805.10941) and
    /// independent of the others, so that some come more than once.
    /// </summary>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="sample">The sample's position in its data set, from 0.</param>
    /// <param name="view">The view of the sample, from 0 to <see cref="MaxViews"/> - 1.</param>
    /// <param name="limit">The first number that is not drawn, from 1 to 2^31 - 1.</param>
    /// <param name="indices">
    /// Receives the numbers; at most <see cref="MaxDraws"/>. A shorter span gets the first of a longer one's.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is negative or beyond its limit, or the limit is 0.
    /// </exception>
    public void FillIndices(RandomStream stream, int epoch, int sample, int view, int limit, Span<long> indices)
    {
        CheckIndices(stream, epoch, sample, view, limit, indices.Length);
        var words = Words(stream, epoch, sample, view, PurposeIndices);
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = words.Below((uint)limit);
        }
    }

    /// <summary>
    /// Fills a span with whole numbers from [0, limit) that all differ, every set of them equally likely (Floyd's
    /// algorithm; Bentley and Floyd, 1987). Their order within the span is not random.
    /// </summary>
    /// <remarks>Needs a bit of memory for each number below the limit while it runs.</remarks>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="sample">The sample's position in its data set, from 0.</param>
    /// <param name="view">The view of the sample, from 0 to <see cref="MaxViews"/> - 1.</param>
    /// <param name="limit">The first number that is not drawn, from 1 to 2^31 - 1.</param>
    /// <param name="indices">
    /// Receives the numbers; at most <see cref="MaxDraws"/>, and at most <paramref name="limit"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is negative or beyond its limit, or the limit is 0.
    /// </exception>
    public void FillDistinctIndices(RandomStream stream, int epoch, int sample, int view, int limit, Span<long> indices)
    {
        CheckIndices(stream, epoch, sample, view, limit, indices.Length);
        if (indices.Length > limit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(indices),
                indices.Length,
                $"There are only {limit} different numbers below {limit}, but {indices.Length} are asked for."
            );
        }

        var words = Words(stream, epoch, sample, view, PurposeDistinctIndices);
        var count = (int)(((long)limit + 63) / 64);
        var rented = ArrayPool<ulong>.Shared.Rent(count);
        var taken = rented.AsSpan(0, count);
        taken.Clear();
        for (var i = 0; i < indices.Length; i++)
        {
            // The largest number allowed at this turn cannot have been drawn before, hence it stands in for one that
            // has.
            var largest = (uint)(limit - indices.Length + i);
            var drawn = words.Below(largest + 1);
            var index = (taken[(int)(drawn >> 6)] >> (int)(drawn & 63) & 1) == 0 ? drawn : largest;
            taken[(int)(index >> 6)] |= 1ul << (int)(index & 63);
            indices[i] = index;
        }

        ArrayPool<ulong>.Shared.Return(rented);
    }

    private WordSequence Words(RandomStream stream, int epoch, int sample, int view, uint purpose) =>
        new(key, Word0(view, 0), (uint)sample, (uint)epoch, Word3(stream, purpose));

    private static void CheckIndices(RandomStream stream, int epoch, int sample, int view, int limit, int count)
    {
        CheckPlace(stream, epoch, sample, view);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxDraws, "indices");
    }

    private static float ToUniform(uint bits) => (bits >> 8) * UniformStep;

    private static uint Word0(int view, int block) => (uint)view << 16 | (uint)block;

    private static uint Word3(RandomStream stream, uint purpose) => (uint)stream | purpose << 8;

    private static void CheckPlace(RandomStream stream, int epoch, int sample, int view)
    {
        if ((int)stream is < 0 or > 255)
        {
            throw new ArgumentOutOfRangeException(nameof(stream), stream, "A stream is a number from 0 to 255.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfNegative(view);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(view, MaxViews);
    }
}
