using System.Diagnostics;
using System.Globalization;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A file system in memory with little room, which can be filled and freed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string filler;

    /// <param name="kilobytes">Its room.</param>
    internal SmallDisk(int kilobytes)
    {
        Root = Directory.CreateTempSubdirectory("contrastive-").FullName;
        filler = Path.Combine(Root, "filler");
        var size = kilobytes.ToString(CultureInfo.InvariantCulture);
        Run("mount", "-t", "tmpfs", "-o", $"size={size}k", "tmpfs", Root)
            .Should()
            .BeTrue("the tests were asked to run where this works");
    }

    /// <summary>Why tests that need one are skipped; null where they are not.</summary>
    internal static string? Missing { get; } = Try() ? null : "Mounting a file system is not allowed here.";

    /// <summary>The folder where it is mounted.</summary>
    internal string Root { get; }

    /// <summary>Takes all room that is left.</summary>
    internal void Fill()
    {
        using var stream = new FileStream(filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 16, 4096, 512, 1 })
        {
            while (TryWrite(stream, size)) { }
        }
    }

    /// <summary>Gives it back.</summary>
    internal void Free() => File.Delete(filler);

    public void Dispose()
    {
        Run("umount", "-l", Root);
        Directory.Delete(Root);
    }

    /// <summary>Shows a folder at another place, where nothing can be written.</summary>
    internal static IDisposable ReadOnly(string folder, string place)
    {
        Directory.CreateDirectory(place);
        Run("mount", "--bind", folder, place).Should().BeTrue();
        Run("mount", "-o", "remount,bind,ro", place).Should().BeTrue();
        return new Mounted(place);
    }

    private static bool TryWrite(FileStream stream, int size)
    {
        try
        {
            stream.Write(new byte[size]);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        var place = Directory.CreateTempSubdirectory("contrastive-").FullName;
        var works = Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place);
        if (works)
        {
            Run("umount", place);
        }

        Directory.Delete(place);
        return works;
    }

    private static bool Run(string program, params string[] words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, words) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private sealed class Mounted(string place) : IDisposable
    {
        public void Dispose() => Run("umount", "-l", place);
    }
}
