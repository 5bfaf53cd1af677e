using System.Buffers.Binary;
using System.Text;

namespace ContrastiveDsl.Tests.Native;

/// <summary>
/// The smallest ELF file with version needs: header, two program headers, dynamic table, needs and names, mapped from
/// 0x1000 on. Small, so that a random change hits something that is read.
/// </summary>
internal static class SyntheticLibrary
{
    private const int Headers = 64;
    private const int Dynamic = Headers + (2 * 56);
    private const int Needs = Dynamic + (4 * 16);
    private const int Address = 0x1000;

    /// <summary>Two libraries: the first needs A_1, the second B_1 and B_2.</summary>
    internal static byte[] Create()
    {
        var names = Encoding.ASCII.GetBytes("\0A_1\0B_1\0B_2\0");
        var strings = Needs + (5 * 16);
        var image = new byte[strings + names.Length];
        names.CopyTo(image, strings);
        WriteHeader(image);
        WriteDynamic(image, strings);

        // Library: version, count, file, first version, next library. Version: hash, flags, other, name, next version.
        WriteLibrary(image, Needs, count: 1, next: 32);
        WriteVersion(image, Needs + 16, name: 1, next: 0);
        WriteLibrary(image, Needs + 32, count: 2, next: 0);
        WriteVersion(image, Needs + 48, name: 5, next: 16);
        WriteVersion(image, Needs + 64, name: 9, next: 0);
        return image;
    }

    /// <summary>Where the flags of the n-th version stand.</summary>
    internal static int Flags(int version) =>
        Needs
        + (
            version switch
            {
                0 => 16,
                1 => 48,
                _ => 64,
            }
        )
        + 4;

    private static void WriteHeader(byte[] image)
    {
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(image, 0);
        Long(image, 32, Headers);
        Half(image, 54, 56);
        Half(image, 56, 2);

        // Everything is mapped; the dynamic table is a part of it.
        Word(image, Headers, 1);
        Long(image, Headers + 16, Address);
        Long(image, Headers + 32, image.Length);
        Word(image, Headers + 56, 2);
        Long(image, Headers + 56 + 8, Dynamic);
        Long(image, Headers + 56 + 16, Address + Dynamic);
        Long(image, Headers + 56 + 32, Needs - Dynamic);
    }

    private static void WriteDynamic(byte[] image, int strings)
    {
        (long Tag, long Value)[] entries = [(5, Address + strings), (0x6ffffffe, Address + Needs), (0x6fffffff, 2)];
        for (var i = 0; i < entries.Length; i++)
        {
            Long(image, Dynamic + (16 * i), entries[i].Tag);
            Long(image, Dynamic + (16 * i) + 8, entries[i].Value);
        }
    }

    private static void WriteLibrary(byte[] image, int at, ushort count, int next)
    {
        Half(image, at, 1);
        Half(image, at + 2, count);
        Word(image, at + 8, 16);
        Word(image, at + 12, next);
    }

    private static void WriteVersion(byte[] image, int at, int name, int next)
    {
        Word(image, at + 8, name);
        Word(image, at + 12, next);
    }

    private static void Half(byte[] image, int at, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);

    private static void Word(byte[] image, int at, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at), value);

    private static void Long(byte[] image, int at, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(image.AsSpan(at), value);
}
