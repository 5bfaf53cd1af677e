using ContrastiveDsl.Native;

namespace ContrastiveDsl.Images;

/// <summary>A file's bytes, whole.</summary>
internal static class FileBytes
{
    /// <exception cref="ImageDecodeException">
    /// It is no file but a pipe, a socket or a device, or larger than an array can be.
    /// </exception>
    internal static byte[] Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (RegularFile.Reason(path) is { } reason)
        {
            throw new ImageDecodeException(path, reason);
        }

        if (new FileInfo(path) is { Exists: true } file && file.Length > Array.MaxLength)
        {
            throw new ImageDecodeException(
                path,
                $"it has {file.Length:N0} bytes; at most {Array.MaxLength:N0} are read"
            );
        }

        return File.ReadAllBytes(path);
    }

    /// <exception cref="ImageDecodeException">The stream is longer than an array can be.</exception>
    internal static byte[] Read(Stream stream, string? name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            if (bytes.Length + count > Array.MaxLength)
            {
                throw new ImageDecodeException(name, $"it has more than {Array.MaxLength:N0} bytes");
            }

            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }
}
