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

    /// <summary>Whether libraries have such tables here: on Linux on x86-64 with glibc.</summary>
    internal static bool IsSupported { get; } =
        OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && NativeLibrary.TryLoad("libc.so.6", out var libc)
        && NativeLibrary.TryGetExport(libc, "gnu_get_libc_version", out _);

    /// <summary>
    /// Puts functions into the slots of those that the library imports under their names: into all of them or, where
    /// the library lacks one, into none.
    /// </summary>
    /// <param name="library">A library's handle, as <see cref="NativeLibrary"/> gives it.</param>
    /// <param name="functions">Names and addresses.</param>
    /// <returns>Whether they are there.</returns>
    internal static bool Replace(nint library, IReadOnlyDictionary<string, nint> functions)
    {
        var slots = Find((LinkMap*)library, functions);
        if (slots.Count != functions.Count)
        {
            return false;
        }

        foreach (var (name, slot) in slots)
        {
            Write((nint*)slot, functions[name]);
        }

        return true;
    }

    /// <summary>The addresses of the slots by name; a library has one for each function that it calls.</summary>
    private static Dictionary<string, nint> Find(LinkMap* map, IReadOnlyDictionary<string, nint> functions)
    {
        var found = new Dictionary<string, nint>(StringComparer.Ordinal);
        var strings = Dynamic(map, StringTable);
        var symbols = Dynamic(map, SymbolTable);
        var slots = (Relocation*)Dynamic(map, CallSlots);
        var count = Dynamic(map, CallSlotsSize) / sizeof(Relocation);
        for (var i = 0; i < count; i++)
        {
            var symbol = symbols + ((nint)(slots[i].Info >> 32) * SymbolSize);
            var name = Marshal.PtrToStringUTF8(strings + (nint)(*(uint*)symbol));
            if ((uint)slots[i].Info == CallSlot && name is not null && functions.ContainsKey(name))
            {
                found[name] = map->Address + (nint)slots[i].Offset;
            }
        }

        return found;
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

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Relocation
    {
        public readonly ulong Offset;
        public readonly ulong Info;
        public readonly long Addend;
    }
}
