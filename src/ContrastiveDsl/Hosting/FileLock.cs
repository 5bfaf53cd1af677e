using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>A file that says by being held open that somebody is at work; a process that dies lets go of it.</summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>What Linux, macOS and Windows say of a file that another process holds.</summary>
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream stream;

    /// <summary>
    /// The file beside it that says who holds it, since what is held cannot be read. It goes when the lock does, unless
    /// the process is killed.
    /// </summary>
    private readonly string owner;

    private FileLock(FileStream stream, string owner)
    {
        this.stream = stream;
        this.owner = owner;
    }

    /// <summary>Holds the file, which is made where there is none and stays; null while another holds it.</summary>
    internal static FileLock? TryTake(string path)
    {
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var taken = new FileLock(stream, OwnerFile(path));
            taken.Sign();
            return taken;
        }
        catch (IOException exception) when (HeldCodes.Contains(exception.HResult))
        {
            return null;
        }
    }

    /// <summary>The file that says who holds another.</summary>
    internal static string OwnerFile(string path) => path + RunFolder.LockOwnerEnding;

    /// <summary>Who holds a file, to be put behind what it is; empty where that is not known.</summary>
    /// <param name="path">The file that could not be taken.</param>
    internal static string HolderOf(string path)
    {
        string[] words;
        try
        {
            words = File.ReadAllText(OwnerFile(path)).Split('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }

        return words is not [var text, var machine, ..]
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                ? ""
            : machine != Environment.MachineName ? $", process {text} on {machine},"
            // One that has died did not hold it: whoever does has not signed yet.
            : IsAlive(process) ? $", process {text},"
            : "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ignoring(() => File.Delete(owner));
        stream.Dispose();
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, but another user's.
            return true;
        }
    }

    /// <summary>Says who holds it. Without a name it is held all the same.</summary>
    private void Sign() =>
        Ignoring(() => File.WriteAllText(owner, $"{Environment.ProcessId}\n{Environment.MachineName}\n"));

    private static void Ignoring(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException) { }
    }
}
