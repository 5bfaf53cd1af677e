using System.IO.Hashing;

namespace ContrastiveDsl.State;

/// <summary>Passes bytes on to another stream and hashes them on the way.</summary>
/// <param name="inner">The other stream, which stays open.</param>
/// <param name="written">Told after each piece how many bytes there are by now.</param>
internal sealed class HashingStream(Stream inner, Action<long>? written = null) : Stream
{
    private readonly XxHash3 hash = new();
    private long length;

    /// <summary>The hash of what was written.</summary>
    internal string Hash => ContentHash.Text(hash.GetCurrentHashAsUInt64());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>Bytes written.</summary>
    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        hash.Append(buffer);
        length += buffer.Length;
        written?.Invoke(length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
