using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ContrastiveDsl.Native;

/// <summary>
/// What a 64-bit little-endian ELF library has without exporting it: the section .symtab, which stripped ones lack.
/// </summary>
internal static class LocalSymbols
{
    private const int SectionSize = 64;
    private const uint SymbolSection = 2;
    private const int EntrySize = 24;

    /// <summary>
    /// The addresses of symbols in the file, to which the library's own is to be added; those that it lacks are left
    /// out.
    /// </summary>
    /// <param name="path">The library.</param>
    /// <param name="wanted">
    /// Their names, mangled as they stand there, and their sizes in bytes: another size belongs to another build. Of
    /// hundreds of thousands of names only those of these sizes are read.
    /// </param>
    internal static Dictionary<string, long> Find(string path, IReadOnlyDictionary<string, long> wanted)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        using var file = File.OpenHandle(path);
        if (SymbolsOf(file) is not { } symbols)
        {
            return found;
        }

        var entries = Read(file, symbols.Offset, checked(symbols.LocalCount * EntrySize));
        long[] sizes = [.. wanted.Values.Distinct()];
        foreach (ref readonly var entry in MemoryMarshal.Cast<byte, Symbol>(entries))
        {
            if (sizes.AsSpan().Contains(entry.Size) && NameOf(entry, wanted, file, symbols.Names) is { } name)
            {
                found[name] = entry.Value;
            }
        }

        return found;
    }

    private static string? NameOf(
        in Symbol symbol,
        IReadOnlyDictionary<string, long> wanted,
        SafeFileHandle file,
        long names
    )
    {
        var size = symbol.Size;
        var stored = Read(file, names + symbol.Name, wanted.Keys.Max(name => name.Length) + 1);
        var end = stored.AsSpan().IndexOf((byte)0);
        var name = Encoding.ASCII.GetString(stored, 0, Math.Max(end, 0));
        return wanted.TryGetValue(name, out var known) && known == size ? name : null;
    }

    /// <summary>Where the symbols lie, how many are local, and where the names lie.</summary>
    private static (long Offset, int LocalCount, long Names)? SymbolsOf(SafeFileHandle file)
    {
        var header = Read(file, 0, ElfHeader.Size);
        if (!ElfHeader.IsAt(header))
        {
            return null;
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(60));
        var sections = Read(file, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(40)), count * SectionSize);
        for (var at = 0; at <= sections.Length - SectionSize; at += SectionSize)
        {
            var section = MemoryMarshal.Read<Section>(sections.AsSpan(at));
            if (section.Type == SymbolSection && (section.Names + 1) * SectionSize <= sections.Length)
            {
                var names = MemoryMarshal.Read<Section>(sections.AsSpan((int)section.Names * SectionSize));
                return (section.Offset, (int)section.LocalCount, names.Offset);
            }
        }

        return null;
    }

    /// <summary>As many bytes as there are, up to a number.</summary>
    private static byte[] Read(SafeFileHandle file, long offset, int length)
    {
        var bytes = new byte[length];
        return bytes[..RandomAccess.Read(file, bytes, offset)];
    }

    /// <summary>Elf64_Sym.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Symbol
    {
        public readonly uint Name;
        public readonly byte Type;
        public readonly byte Visibility;
        public readonly ushort Section;
        public readonly long Value;
        public readonly long Size;
    }

    /// <summary>Elf64_Shdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Section
    {
        public readonly uint Name;
        public readonly uint Type;
        public readonly long Flags;
        public readonly long Address;
        public readonly long Offset;
        public readonly long Size;
        public readonly uint Names;
        public readonly uint LocalCount;
        public readonly long Alignment;
        public readonly long EntrySize;
    }
}
