using System.Runtime.InteropServices;

namespace ContrastiveDsl.Native;

/// <summary>
/// glibc's <c>struct link_map</c>, as far as it is public: a library's handle, as <see cref="NativeLibrary"/> gives it,
/// points to it.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct LinkMap
{
    /// <summary>What is added to the addresses that stand in the file.</summary>
    public readonly nint Address;

    /// <summary>The file's name.</summary>
    public readonly nint Name;

    /// <summary>The dynamic table, to the first entry with the tag 0.</summary>
    public readonly Entry* Dynamic;

    /// <summary>An entry of the dynamic table.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct Entry
    {
        /// <summary>What it is.</summary>
        public readonly long Tag;

        /// <summary>A number or an address.</summary>
        public readonly nint Value;
    }
}
