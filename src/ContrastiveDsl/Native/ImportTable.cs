using System.Runtime.InteropServices;

namespace ContrastiveDsl.Native;

/// <summary>
/// The functions that a library loaded by glibc on x86-64 calls in others: each call goes through a slot of its own
/// table, in which another function of the same signature can be put. Only calls of that one library change.
/// </summary>
internal static unsafe class ImportTable
{
    private const long StringTable = 5;
    private const long SymbolTable = 6;
    private const long CallSlotsSize = 2;
    private const long CallSlots = 23;
    private const uint CallSlot = 7;
    private const int SymbolSize = 24;
    private const int ReadWrite = 3;

    /// <summary>Puts functions into the slots of those that the library imports under their names.</summary>
    /// <param name="library">A library's handle, as <see cref="NativeLibrary"/> gives it.</param>
    /// <param name="functions">Names and addresses.</param>
    /// <returns>How many slots were changed.</returns>
    internal static int Replace(nint library, IReadOnlyDictionary<string, nint> functions)
    {
        var map = (LinkMap*)library;
        var strings = Dynamic(map, StringTable);
        var symbols = Dynamic(map, SymbolTable);
        var slots = (Relocation*)Dynamic(map, CallSlots);
        var count = Dynamic(map, CallSlotsSize) / sizeof(Relocation);
        var replaced = 0;
        for (var i = 0; i < count; i++)
        {
            if ((uint)slots[i].Info != CallSlot)
            {
                continue;
            }

            var symbol = symbols + ((nint)(slots[i].Info >> 32) * SymbolSize);
            var name = Marshal.PtrToStringUTF8(strings + (nint)(*(uint*)symbol));
            if (name is not null && functions.TryGetValue(name, out var function))
            {
                Write((nint*)(map->Address + (nint)slots[i].Offset), function);
                replaced++;
            }
        }

        return replaced;
    }

    /// <summary>A value of the dynamic table, whose addresses glibc has made absolute; 0 without it.</summary>
    private static nint Dynamic(LinkMap* map, long tag)
    {
        for (var entry = map->Dynamic; entry->Tag != 0; entry++)
        {
            if (entry->Tag == tag)
            {
                return entry->Value;
            }
        }

        return 0;
    }

    /// <summary>Tables of libraries that bind everything when they are loaded are read-only.</summary>
    private static void Write(nint* slot, nint function)
    {
        var page = (nint)slot & ~(Environment.SystemPageSize - 1);
        if (Protect(page, (nuint)Environment.SystemPageSize, ReadWrite) != 0)
        {
            throw new InvalidOperationException("The import table could not be made writable.");
        }

        Volatile.Write(ref *slot, function);
    }

    [DllImport("libc.so.6", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nuint length, int protection);

    /// <summary>glibc's <c>struct link_map</c>, which a library's handle points to.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct LinkMap
    {
        public readonly nint Address;
        public readonly nint Name;
        public readonly Entry* Dynamic;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Entry
    {
        public readonly long Tag;
        public readonly nint Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Relocation
    {
        public readonly ulong Offset;
        public readonly ulong Info;
        public readonly long Addend;
    }
}
