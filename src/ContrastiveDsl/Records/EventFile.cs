using System.Buffers.Binary;
using System.Numerics;
using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Export;
using ContrastiveDsl.Images;

namespace ContrastiveDsl.Records;

/// <summary>
/// Images in a file of events, as TensorBoard reads it: TorchSharp's own writer of images needs a native library that
/// it does not bring on Linux.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const int WallTime = 1;
    private const int Step = 2;
    private const int Version = 3;
    private const int Summary = 5;

    private readonly FileStream stream;

    /// <param name="folder">
    /// Where the file shall be. No other may grow there: TensorBoard may follow the last file of a folder alone.
    /// </param>
    internal EventFile(string folder)
    {
        var name = FormattableString.Invariant(
            $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{Environment.ProcessId}"
        );
        // Without a buffer: what the disk refuses would be refused again when the file is closed, out of Dispose.
        stream = new FileStream(
            Path.Combine(folder, name),
            FileMode.Create,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        Write(new ProtobufMessage().Real(WallTime, Now()).Text(Version, "brain.Event:2"));
    }

    /// <summary>Adds an image.</summary>
    /// <param name="tag">What it is called.</param>
    /// <param name="step">Steps completed.</param>
    /// <param name="image">The file.</param>
    internal void Add(string tag, long step, Thumbnail image)
    {
        var header = ImageHeader.Read(image.Bytes);
        var content = new ProtobufMessage()
            .Integer(1, header.Height)
            .Integer(2, header.Width)
            .Integer(3, 3)
            .Bytes(4, image.Bytes);
        var value = new ProtobufMessage().Text(1, tag).Message(4, content);
        Write(
            new ProtobufMessage()
                .Real(WallTime, Now())
                .Integer(Step, step)
                .Message(Summary, new ProtobufMessage().Message(1, value))
        );
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>A record: its length, a checksum of that, the event, a checksum of that.</summary>
    private void Write(ProtobufMessage message)
    {
        using var content = new MemoryStream();
        message.WriteTo(content);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, content.Length);
        stream.Write(length);
        WriteChecksum(length);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(bytes);
        WriteChecksum(bytes);
    }

    private void WriteChecksum(ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Checksum(content));
        stream.Write(bytes);
    }

    /// <summary>
    /// CRC-32C, turned and shifted so that the checksum of a text that holds checksums is a good one.
    /// </summary>
    internal static uint Checksum(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var one in content)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return unchecked(BitOperations.RotateRight(~crc, 15) + 0xA282EAD8u);
    }
}
