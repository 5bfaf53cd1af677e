using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ContrastiveDsl.Native;

/// <summary>
/// A shared library that exists in memory only, so that neither a writable folder nor one that may hold programs is
/// needed. Linux only.
/// </summary>
internal static class MemoryFile
{
    private const uint CloseOnExec = 1;

    /// <summary>
    /// Open as long as the process: the loader knows a library by its path, and a number that is given away again would
    /// stand for another file.
    /// </summary>
    private static readonly List<SafeFileHandle> Files = [];

    /// <summary>Loads a library from its bytes; <paramref name="name"/> is what debuggers show.</summary>
    /// <returns>The library's handle.</returns>
    /// <exception cref="IOException">The system gives no such file, or no room for it.</exception>
    /// <exception cref="DllNotFoundException">The loader refuses the library; its message says why.</exception>
    internal static nint Load(string name, ReadOnlySpan<byte> image)
    {
        var file = Create(name);
        lock (Files)
        {
            Files.Add(file);
        }

        RandomAccess.Write(file, image, 0);
        return NativeLibrary.Load($"/proc/self/fd/{file.DangerousGetHandle()}");
    }

    private static SafeFileHandle Create(string name)
    {
        try
        {
            var descriptor = Create(name, CloseOnExec);
            return descriptor >= 0
                ? new SafeFileHandle(descriptor, ownsHandle: true)
                : throw new IOException($"memfd_create: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
        catch (EntryPointNotFoundException exception)
        {
            throw new IOException("memfd_create: the system's C library has no such function", exception);
        }
    }

    [DllImport("libc", EntryPoint = "memfd_create", SetLastError = true)]
    private static extern int Create([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);
}
