namespace ContrastiveDsl.Randomness;

/// <summary>
/// The counter-based generator Philox-4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
/// </summary>
/// <remarks>
/// It has no state: a block of 128 bits is a function of a key and a counter, so any draw can be computed at any time,
/// in any order and on any thread.
/// </remarks>
public static class Philox
{
    /// <summary>Words of 32 bits in a block.</summary>
    public const int BlockSize = 4;

    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;

    /// <summary>Computes one block.</summary>
    /// <param name="key">The key; its low half is the first key word.</param>
    /// <param name="c0">First word of the counter.</param>
    /// <param name="c1">Second word of the counter.</param>
    /// <param name="c2">Third word of the counter.</param>
    /// <param name="c3">Fourth word of the counter.</param>
    /// <param name="output">Receives <see cref="BlockSize"/> words; anything beyond is left alone.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> holds fewer than four words.</exception>
    public static void Block(ulong key, uint c0, uint c1, uint c2, uint c3, Span<uint> output)
    {
        if (output.Length < BlockSize)
        {
            throw new ArgumentException(
                $"A Philox block has {BlockSize} words, but the output has room for {output.Length}.",
                nameof(output)
            );
        }

        var k0 = (uint)key;
        var k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += KeyStep0;
            k1 += KeyStep1;
        }

        output[0] = c0;
        output[1] = c1;
        output[2] = c2;
        output[3] = c3;
    }
}
