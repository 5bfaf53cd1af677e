using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ContrastiveDsl.Native;

/// <summary>
/// Files, told from what only has a name as a file has: a pipe waits for who writes to it, and a device may be read
/// without an end. .NET has no call for it.
/// </summary>
internal static class RegularFile
{
    private const int KindMask = 0xF000;

    private const string Pipe = "a pipe";

    /// <summary>Structures of the kernel are smaller.</summary>
    private const int Room = 512;

    /// <summary>
    /// What a path names that is no file: <c>a pipe</c>, <c>a socket</c>, <c>a device</c>. Null for a file and for a
    /// link to one, for a folder, for nothing, and where the system does not tell.
    /// </summary>
    /// <param name="path">The path, whose links are followed.</param>
    internal static string? OtherKind(string path) =>
        (ModeOf(path) & KindMask) switch
        {
            0x1000 => Pipe,
            0xC000 => "a socket",
            0x2000 or 0x6000 => "a device",
            _ => null,
        };

    /// <summary>Why what a path names is not read: <c>it is a pipe, not a file</c>; null where it may be.</summary>
    /// <param name="path">The path, whose links are followed.</param>
    internal static string? Reason(string path) => OtherKind(path) is { } kind ? $"it is {kind}, not a file" : null;

    /// <summary>Refuses what is no file, before it is opened.</summary>
    /// <param name="path">What may also be a folder, or nothing: others say that.</param>
    /// <exception cref="IOException">It is a pipe, a socket or a device.</exception>
    internal static void Require(string path)
    {
        if (OtherKind(path) is { } kind)
        {
            throw new IOException(
                $"'{path}' is {kind}, not a file{(kind == Pipe ? ": write its content to one first" : "")}."
            );
        }
    }

    private static int ModeOf(string path)
    {
        var found = new byte[Room];
        try
        {
            return OperatingSystem.IsLinux() && LinuxStatus(-100, path, 0, 1, found) == 0
                    ? BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(28))
                : OperatingSystem.IsMacOS() && MacStatus(path, found) == 0
                    ? BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(4))
                : 0;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return 0;
        }
    }

    private static int MacStatus(string path, byte[] status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? ArmStatus(path, status)
            : IntelStatus(path, status);

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int LinuxStatus(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint wanted,
        [Out] byte[] status
    );

    [DllImport("libc", EntryPoint = "stat")]
    private static extern int ArmStatus([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    private static extern int IntelStatus([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);
}
