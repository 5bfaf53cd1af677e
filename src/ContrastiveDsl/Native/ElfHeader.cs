namespace ContrastiveDsl.Native;

/// <summary>The beginning of a library on Linux.</summary>
internal static class ElfHeader
{
    /// <summary>Its bytes.</summary>
    internal const int Size = 64;

    /// <summary>Whether a file that begins so is a 64-bit little-endian ELF file.</summary>
    internal static bool IsAt(ReadOnlySpan<byte> beginning) =>
        beginning.Length >= Size && beginning.StartsWith<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]);
}
