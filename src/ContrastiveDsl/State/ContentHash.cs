using System.Globalization;
using System.IO.Hashing;

namespace ContrastiveDsl.State;

/// <summary>
/// A hash of bytes as 16 hexadecimal digits (XXH3): finds damage, and tells one file from another. It does not protect
/// against somebody who means it.
/// </summary>
internal static class ContentHash
{
    /// <summary>Digits of a hash.</summary>
    internal const int Length = 16;

    private const int BytesAtOnce = 1 << 18;

    internal static string Of(ReadOnlySpan<byte> bytes) => Text(XxHash3.HashToUInt64(bytes));

    /// <summary>Of a whole file.</summary>
    internal static string OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var hash = new XxHash3();
        hash.Append(stream);
        return Text(hash.GetCurrentHashAsUInt64());
    }

    /// <summary>Of the first bytes of a file; null if it is shorter.</summary>
    internal static string? OfStart(string path, long count)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var hash = new XxHash3();
        var buffer = new byte[BytesAtOnce];
        for (var left = count; left > 0; )
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                return null;
            }

            hash.Append(buffer.AsSpan(0, read));
            left -= read;
        }

        return Text(hash.GetCurrentHashAsUInt64());
    }

    internal static string Text(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
