using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Tests.Randomness;

public sealed class PhiloxTests
{
    // The known answers published with Random123 (kat_vectors, philox4x32, 10 rounds).
    [Theory]
    [InlineData(
        0x00000000u,
        0x00000000u,
        0x00000000u,
        0x00000000u,
        0x0000000000000000ul,
        0x6627e8d5u,
        0xe169c58du,
        0xbc57ac4cu,
        0x9b00dbd8u
    )]
    [InlineData(
        0xffffffffu,
        0xffffffffu,
        0xffffffffu,
        0xffffffffu,
        0xfffffffffffffffful,
        0x408f276du,
        0x41c83b0eu,
        0xa20bc7c6u,
        0x6d5451fdu
    )]
    [InlineData(
        0x243f6a88u,
        0x85a308d3u,
        0x13198a2eu,
        0x03707344u,
        0x299f31d0a4093822ul,
        0xd16cfe09u,
        0x94fdccebu,
        0x5001e420u,
        0x24126ea1u
    )]
    public void Block_KnownCounterAndKey_GivesPublishedAnswer(
        uint c0,
        uint c1,
        uint c2,
        uint c3,
        ulong key,
        uint x0,
        uint x1,
        uint x2,
        uint x3
    )
    {
        var block = new uint[4];
        Philox.Block(key, c0, c1, c2, c3, block);
        block.Should().Equal(x0, x1, x2, x3);
    }

    [Fact]
    public void Block_OutputTooShort_Throws()
    {
        var act = () => Philox.Block(0, 0, 0, 0, 0, new uint[3]);
        act.Should().Throw<ArgumentException>().WithMessage("*4 words*room for 3*");
    }
}
