namespace ContrastiveDsl.Images;

/// <summary>
/// Why the pixels of a file cannot be read, told by the file alone: the decoder's words depend on threads.
/// </summary>
internal static class Damage
{
    private const int NearTheEnd = 64;

    /// <param name="format">Its format.</param>
    /// <param name="file">The whole file, whose header is sound.</param>
    /// <returns>The reason, for a message.</returns>
    internal static string Of(ImageFormat format, ReadOnlySpan<byte> file) =>
        IsCutOff(format, file) switch
        {
            true => "its pixels end too early, the file is cut off",
            false => "its pixels are damaged",
            null => "its pixels are damaged or cut off",
        };

    /// <summary>Whether the mark is missing that ends a file; null where a format has none.</summary>
    private static bool? IsCutOff(ImageFormat format, ReadOnlySpan<byte> file)
    {
        var end = file.TrimEnd((byte)0);
        return format switch
        {
            ImageFormat.Jpeg => !end.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]),
            ImageFormat.Png => file[^Math.Min(file.Length, NearTheEnd)..].IndexOf("IEND"u8) < 0,
            ImageFormat.Gif => !end.EndsWith(";"u8),
            ImageFormat.WebP => BitConverter.ToUInt32(file[4..8]) + 8L > file.Length,
            _ => null,
        };
    }
}
