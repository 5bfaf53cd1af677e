using System.IO.Hashing;
using System.Text;

namespace ContrastiveDsl.Data;

/// <summary>What a store knows of a file: where its decoded pixels lie, or why it cannot be read.</summary>
/// <param name="Path">Path relative to the folder of images, with slashes.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Modified">When it was last written, in ticks of UTC.</param>
/// <param name="Content">XxHash128 of the file.</param>
/// <param name="Pixels">XxHash128 of the decoded pixels; 0 for a faulty file.</param>
/// <param name="Offset">Where the pixels begin in the store's file of pixels; −1 where they are not kept.</param>
/// <param name="Height">Height of the decoded image in pixels.</param>
/// <param name="Width">Width of the decoded image in pixels.</param>
/// <param name="Fault">Why the file is no image; null for a good one.</param>
internal sealed record StoreEntry(
    string Path,
    long Length,
    long Modified,
    UInt128 Content,
    UInt128 Pixels,
    long Offset,
    int Height,
    int Width,
    string? Fault
)
{
    /// <summary>The longest record that may be read: a bound for damaged files.</summary>
    private const int LongestRecord = 1 << 18;

    /// <summary>Writes the entry as a record: length, content, hash of the content.</summary>
    public void Write(Stream stream)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Path);
            writer.Write(Length);
            writer.Write(Modified);
            Write(writer, Content);
            Write(writer, Pixels);
            writer.Write(Offset);
            writer.Write(Height);
            writer.Write(Width);
            writer.Write(Fault ?? string.Empty);
        }

        using var record = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        record.Write(bytes.Length);
        record.Write(bytes);
        record.Write(XxHash3.HashToUInt64(bytes));
    }

    /// <summary>Reads the records of a stream up to its end, or to the first that is damaged or cut short.</summary>
    /// <returns>The entries, and the position behind the last of them.</returns>
    public static (List<StoreEntry> Entries, long End) ReadAll(Stream stream)
    {
        var entries = new List<StoreEntry>();
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var end = stream.Position;
        while (Read(reader, stream.Length) is { } entry)
        {
            entries.Add(entry);
            end = stream.Position;
        }

        return (entries, end);
    }

    private static StoreEntry? Read(BinaryReader reader, long size)
    {
        var left = size - reader.BaseStream.Position;
        if (left < sizeof(int))
        {
            return null;
        }

        var length = reader.ReadInt32();
        if (length is < 1 or > LongestRecord || length > left - sizeof(int) - sizeof(ulong))
        {
            return null;
        }

        var bytes = reader.ReadBytes(length);
        return reader.ReadUInt64() == XxHash3.HashToUInt64(bytes) ? Parse(bytes) : null;
    }

    private static StoreEntry Parse(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var entry = new StoreEntry(
            reader.ReadString(),
            reader.ReadInt64(),
            reader.ReadInt64(),
            ReadHash(reader),
            ReadHash(reader),
            reader.ReadInt64(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadString()
        );
        return entry.Fault!.Length == 0 ? entry with { Fault = null } : entry;
    }

    private static void Write(BinaryWriter writer, UInt128 hash)
    {
        writer.Write((ulong)(hash >> 64));
        writer.Write((ulong)hash);
    }

    private static UInt128 ReadHash(BinaryReader reader)
    {
        var upper = reader.ReadUInt64();
        return new UInt128(upper, reader.ReadUInt64());
    }
}
