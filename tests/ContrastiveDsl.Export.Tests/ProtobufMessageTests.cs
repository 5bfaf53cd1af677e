namespace ContrastiveDsl.Export.Tests;

/// <summary>The wire format by examples of its specification, and where pieces are kept by reference.</summary>
public sealed class ProtobufMessageTests
{
    [Fact]
    public void Integer_OfTheSpecification_HasItsBytes()
    {
        Bytes(new ProtobufMessage().Integer(1, 150)).Should().Equal(0x08, 0x96, 0x01);
    }

    [Fact]
    public void Integer_Negative_TakesTenBytes()
    {
        Bytes(new ProtobufMessage().Integer(3, -1))
            .Should()
            .Equal(0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01);
    }

    [Fact]
    public void Text_OfTheSpecification_HasItsBytes()
    {
        Bytes(new ProtobufMessage().Text(2, "testing"))
            .Should()
            .Equal(0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67);
    }

    [Fact]
    public void Message_InAMessage_HasItsBytes()
    {
        Bytes(new ProtobufMessage().Message(3, new ProtobufMessage().Integer(1, 150)))
            .Should()
            .Equal(0x1A, 0x03, 0x08, 0x96, 0x01);
    }

    [Fact]
    public void Real_One_IsLittleEndian()
    {
        Bytes(new ProtobufMessage().Real(2, 1f)).Should().Equal(0x15, 0x00, 0x00, 0x80, 0x3F);
    }

    [Fact]
    public void Field_AboveFifteen_HasATagOfTwoBytes()
    {
        Bytes(new ProtobufMessage().Integer(20, 7)).Should().Equal(0xA0, 0x01, 0x07);
    }

    [Fact]
    public void LongPieces_BetweenShortOnes_KeepTheirPlace()
    {
        var piece = new byte[10_000];
        piece.AsSpan().Fill(0xAB);
        var inner = new ProtobufMessage().Integer(1, 1).Bytes(9, piece).Integer(2, 2);

        var bytes = Bytes(new ProtobufMessage().Message(5, inner).Integer(7, 3));

        byte[] head = [0x2A, 0x97, 0x4E, 0x08, 0x01, 0x4A, 0x90, 0x4E];
        bytes.Should().Equal([.. head, .. piece, 0x10, 0x02, 0x38, 0x03]);
    }

    private static byte[] Bytes(ProtobufMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        message.Length.Should().Be(stream.Length);
        return stream.ToArray();
    }
}
