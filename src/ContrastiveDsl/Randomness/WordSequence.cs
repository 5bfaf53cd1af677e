using System.Runtime.CompilerServices;

namespace ContrastiveDsl.Randomness;

/// <summary>Random words one after the other, for algorithms whose need is not known beforehand: the first two counter words count the blocks.</summary>
internal struct WordSequence(ulong key, uint epoch, uint purpose)
{
    private BlockBuffer buffer;
    private int position = Philox.BlockSize;
    private ulong next = 0;

    /// <summary>A number from [0, limit), every one equally likely (Lemire, 2019, arXiv:1805.10941).</summary>
    public uint Below(uint limit)
    {
        var product = (ulong)Next() * limit;
        if ((uint)product < limit)
        {
            // The lowest 2^32 mod limit fractions would make some numbers likelier than others.
            var threshold = (0u - limit) % limit;
            while ((uint)product < threshold)
                product = (ulong)Next() * limit;
        }

        return (uint)(product >> 32);
    }

    private uint Next()
    {
        if (position == Philox.BlockSize)
        {
            Philox.Block(key, (uint)next, (uint)(next >> 32), epoch, purpose, buffer);
            next++;
            position = 0;
        }

        return buffer[position++];
    }

    [InlineArray(Philox.BlockSize)]
    private struct BlockBuffer
    {
        private uint first;
    }
}
