using System.Buffers.Binary;
using System.Text;

namespace ContrastiveDsl.Embeddings;

/// <summary>A safetensors file with one tensor, <c>embeddings</c>, float32 [N, D].</summary>
internal sealed class SafetensorsFormat : EmbeddingFormat
{
    internal override bool HoldsNames => false;

    internal override void Write(Stream stream, int size, long most, IEnumerable<EmbeddedRows> rows)
    {
        // The number of rows is known last: written then, over a header that has room for the greatest one.
        var room = Text(most, size).Length;
        WriteHeader(stream, most, size, room);
        var count = WriteNumbers(stream, size, rows);
        stream.Position = 0;
        WriteHeader(stream, count, size, room);
        stream.Seek(0, SeekOrigin.End);
    }

    private static void WriteHeader(Stream stream, long count, int size, int room)
    {
        // Spaces up to a multiple of eight keep the numbers aligned in a memory-mapped file.
        var length = (room + 7) / 8 * 8;
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, length);
        stream.Write(prefix);
        stream.Write(Encoding.ASCII.GetBytes(Text(count, size).PadRight(length)));
    }

    private static string Text(long count, int size) =>
        "{\"__metadata__\":{\"format\":\"pt\"},"
        + FormattableString.Invariant(
            $"\"embeddings\":{{\"dtype\":\"F32\",\"shape\":[{count},{size}],\"data_offsets\":[0,{count * size * 4}]}}}}"
        );
}
