namespace ContrastiveDsl.Native;

/// <summary>
/// Keeps freed blocks of memory for the next request of about their size. What it holds, used and unused, stays within
/// half as much again as has been in use at once. Safe for several threads.
/// </summary>
/// <param name="allocate">Allocates a block; 0 where there is no memory.</param>
/// <param name="release">Frees such a block.</param>
internal sealed class BlockPool(Func<nuint, nint> allocate, Action<nint> release)
{
    /// <summary>A block serves requests of at least eight ninths of its size.</summary>
    private const int Slack = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<nint, nuint> sizes = [];

    /// <summary>The unused blocks, the smallest first.</summary>
    private readonly List<Unused> unused = [];

    private nuint used;
    private nuint held;
    private nuint peak;
    private long clock;

    /// <summary>Bytes of all blocks, used and unused.</summary>
    internal nuint Size
    {
        get
        {
            lock (gate)
            {
                return used + held;
            }
        }
    }

    /// <summary>A block of at least the size; 0 where there is no memory.</summary>
    internal nint Rent(nuint size)
    {
        lock (gate)
        {
            var block = Take(size);
            if (block == 0)
            {
                MakeRoom(size);
                block = New(size);
            }

            if (block != 0)
            {
                used += sizes[block];
                peak = nuint.Max(peak, used);
            }

            return block;
        }
    }

    /// <summary>Takes a block back.</summary>
    /// <returns>Whether it is one of this pool's; another one is left alone.</returns>
    internal bool Return(nint block)
    {
        lock (gate)
        {
            if (!sizes.TryGetValue(block, out var size))
            {
                return false;
            }

            used -= size;
            held += size;
            unused.Insert(FirstOf(size), new Unused(size, block, clock++));
            return true;
        }
    }

    private nint Take(nuint size)
    {
        var index = FirstOf(size);
        if (index == unused.Count || unused[index].Size > size + (size / Slack))
        {
            return 0;
        }

        var found = unused[index];
        unused.RemoveAt(index);
        held -= found.Size;
        return found.Block;
    }

    private nint New(nuint size)
    {
        var block = allocate(size);
        if (block == 0)
        {
            ReleaseWhile(static () => true);
            block = allocate(size);
        }

        if (block != 0)
        {
            Register(block, size);
        }

        return block;
    }

    /// <summary>A known address that is given out anew was in use and has been freed elsewhere.</summary>
    private void Register(nint block, nuint size)
    {
        if (sizes.TryGetValue(block, out var before))
        {
            used -= before;
        }

        sizes[block] = size;
    }

    private void MakeRoom(nuint size)
    {
        var needed = used + size;
        var limit = nuint.Max(peak, needed) * 3 / 2;
        ReleaseWhile(() => held + needed > limit);
    }

    /// <summary>Frees unused blocks, those first that nobody has asked for the longest.</summary>
    private void ReleaseWhile(Func<bool> condition)
    {
        while (unused.Count > 0 && condition())
        {
            var oldest = 0;
            for (var i = 1; i < unused.Count; i++)
            {
                oldest = unused[i].Since < unused[oldest].Since ? i : oldest;
            }

            var block = unused[oldest];
            unused.RemoveAt(oldest);
            held -= block.Size;
            sizes.Remove(block.Block);
            release(block.Block);
        }
    }

    /// <summary>The index of the first unused block of at least the size.</summary>
    private int FirstOf(nuint size)
    {
        var (low, high) = (0, unused.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = unused[middle].Size < size ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly record struct Unused(nuint Size, nint Block, long Since);
}
