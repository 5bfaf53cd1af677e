using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ContrastiveDsl.Export;

/// <summary>
/// A message in the wire format of Protocol Buffers, its fields in the order in which they are added. Short pieces are
/// copied together; long ones, the weights, are kept by reference until they are written.
/// </summary>
internal sealed class ProtobufMessage
{
    private const int ShortPiece = 1 << 12;
    private const int VarintWire = 0;
    private const int EightBytesWire = 1;
    private const int LengthWire = 2;
    private const int FourBytesWire = 5;
    private readonly List<ReadOnlyMemory<byte>> pieces = [];
    private ArrayBufferWriter<byte> recent = new();

    /// <summary>Bytes of the fields added so far.</summary>
    internal long Length { get; private set; }

    /// <summary>Adds a whole number.</summary>
    internal ProtobufMessage Integer(int field, long value)
    {
        Tag(field, VarintWire);
        Varint((ulong)value);
        return this;
    }

    /// <summary>Adds a float.</summary>
    internal ProtobufMessage Real(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Tag(field, FourBytesWire);
        Copy(bytes);
        return this;
    }

    /// <summary>Adds a double.</summary>
    internal ProtobufMessage Real(int field, double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Tag(field, EightBytesWire);
        Copy(bytes);
        return this;
    }

    /// <summary>Adds a text.</summary>
    internal ProtobufMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds bytes, which must not change until the message is written.</summary>
    internal ProtobufMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Tag(field, LengthWire);
        Varint((ulong)value.Length);
        Append(value);
        return this;
    }

    /// <summary>Adds a message, which must be complete.</summary>
    internal ProtobufMessage Message(int field, ProtobufMessage value)
    {
        Tag(field, LengthWire);
        Varint((ulong)value.Length);
        foreach (var piece in value.Pieces())
        {
            Append(piece);
        }

        return this;
    }

    /// <summary>Writes the message.</summary>
    internal void WriteTo(Stream stream)
    {
        foreach (var piece in Pieces())
        {
            stream.Write(piece.Span);
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        EndRecent();
        return pieces;
    }

    private void Tag(int field, int wire) => Varint(((ulong)field << 3) | (uint)wire);

    private void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        Copy(bytes[..count]);
    }

    private void Append(ReadOnlyMemory<byte> value)
    {
        if (value.Length < ShortPiece)
        {
            Copy(value.Span);
            return;
        }

        EndRecent();
        pieces.Add(value);
        Length += value.Length;
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        recent.Write(bytes);
        Length += bytes.Length;
    }

    private void EndRecent()
    {
        if (recent.WrittenCount > 0)
        {
            pieces.Add(recent.WrittenMemory);
            recent = new ArrayBufferWriter<byte>();
        }
    }
}
