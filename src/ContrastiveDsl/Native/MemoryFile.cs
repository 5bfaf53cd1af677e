using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ContrastiveDsl.Native;

/// <summary>A shared library that exists in memory only, so that neither a writable folder nor one that may hold programs is needed.</summary>
internal static class MemoryFile
{
    /// <summary>Loads a library from its bytes; <paramref name="name"/> is what debuggers show.</summary>
    internal static nint Load(string name, ReadOnlySpan<byte> image)
    {
        using var file = new SafeFileHandle(Create(name, 0), ownsHandle: true);
        if (file.IsInvalid)
        {
            return 0;
        }

        RandomAccess.Write(file, image, 0);
        return NativeLibrary.Load($"/proc/self/fd/{file.DangerousGetHandle()}");
    }

    [DllImport("libc", EntryPoint = "memfd_create", SetLastError = true)]
    private static extern int Create([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);
}
