using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ContrastiveDsl.Native;

/// <summary>
/// Forces what a folder lists to the disk: a file that was made or renamed is there after a loss of power only once its
/// folder was flushed too. .NET has no call for it.
/// </summary>
internal static class FolderFlush
{
    private const int AccessDenied = 13;
    private const int InvalidArgument = 22;

    /// <summary>
    /// Waits until the entries of a folder are on the disk; does nothing on Windows, which has no such call, nor where
    /// the folder may not be read.
    /// </summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    internal static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            // Who may write to a folder need not be allowed to read it, without which it cannot be opened.
            if (Marshal.GetLastPInvokeError() == AccessDenied)
            {
                return;
            }

            throw Failure(folder);
        }

        try
        {
            // Some network file systems have no such thing for folders, and say so.
            if (Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Failure(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder) =>
        new($"{new Win32Exception(Marshal.GetLastPInvokeError()).Message} : '{folder}'");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
