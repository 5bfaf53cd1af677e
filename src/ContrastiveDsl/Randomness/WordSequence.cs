using System.Runtime.CompilerServices;

namespace ContrastiveDsl.Randomness;

/// <summary>Random words one after the other, for algorithms whose need is not known beforehand.</summary>
internal struct WordSequence
{
    private readonly ulong key;
    private readonly uint word0;
    private readonly uint word1;
    private readonly uint epoch;
    private readonly uint purpose;
    private readonly bool ofPlace;
    private BlockBuffer buffer;
    private int position = Philox.BlockSize;
    private ulong next = 0;

    /// <summary>The words of an epoch: the first two counter words count the blocks.</summary>
    internal WordSequence(ulong key, uint epoch, uint purpose)
    {
        this.key = key;
        this.epoch = epoch;
        this.purpose = purpose;
    }

    /// <summary>
    /// The words of a place: the low 16 bits of the first counter word count the blocks, and the high 16 bits of the
    /// last one go on where these end.
    /// </summary>
    /// <param name="key">The seed.</param>
    /// <param name="word0">The view in its high 16 bits.</param>
    /// <param name="word1">The sample.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="purpose">Stream and purpose, in its low 16 bits.</param>
    internal WordSequence(ulong key, uint word0, uint word1, uint epoch, uint purpose)
        : this(key, epoch, purpose)
    {
        this.word0 = word0;
        this.word1 = word1;
        ofPlace = true;
    }

    /// <summary>A number from [0, limit), every one equally likely (Lemire, 2018, arXiv:1805.10941).</summary>
    public uint Below(uint limit)
    {
        var product = (ulong)Next() * limit;
        if ((uint)product < limit)
        {
            // The lowest 2^32 mod limit fractions would make some numbers likelier than others.
            var threshold = (0u - limit) % limit;
            while ((uint)product < threshold)
            {
                product = (ulong)Next() * limit;
            }
        }

        return (uint)(product >> 32);
    }

    private uint Next()
    {
        if (position == Philox.BlockSize)
        {
            if (ofPlace)
            {
                Philox.Block(key, word0 | (ushort)next, word1, epoch, purpose | (uint)(next >> 16) << 16, buffer);
            }
            else
            {
                Philox.Block(key, (uint)next, (uint)(next >> 32), epoch, purpose, buffer);
            }

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
