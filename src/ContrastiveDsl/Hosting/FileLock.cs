using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>A file that says by being held open that somebody is at work; a process that dies lets go of it.</summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>Ticks by which two processes may differ about when a third began: each asks its clock.</summary>
    private const long SameStart = 2 * TimeSpan.TicksPerSecond;

    private readonly FileStream stream;

    /// <summary>
    /// The file beside it that says who holds it, since what is held cannot be read. It goes when the lock does, unless
    /// the process is killed.
    /// </summary>
    private readonly string owner;

    private bool isDisposed;

    private FileLock(FileStream stream, string owner)
    {
        this.stream = stream;
        this.owner = owner;
    }

    /// <summary>Holds the file, which is made where there is none and stays; null while another holds it.</summary>
    internal static FileLock? TryTake(string path)
    {
        if (HeldFile.TryHold(path) is not { } stream)
        {
            return null;
        }

        var taken = new FileLock(stream, OwnerFile(path));
        taken.Sign();
        return taken;
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

        // Without the last line's end it is torn.
        return words is not [var text, var started, { Length: > 0 } machine, ""]
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            || !long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                ? ""
            : machine != Environment.MachineName ? $", process {text} on {machine},"
            // One that has died did not hold it: whoever does has not signed yet.
            : IsAlive(process, ticks) ? $", process {text},"
            : "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed)
        {
            // The file may name another by now.
            return;
        }

        isDisposed = true;
        Ignoring(() => File.Delete(owner));
        stream.Dispose();
    }

    /// <summary>Whether a process is there, and is no later one with the number of one that died.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="started">When it began, in ticks.</param>
    private static bool IsAlive(int process, long started)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited && Math.Abs(Start(found) - started) <= SameStart;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Gone, or another user's, of which one cannot know.
            return false;
        }
    }

    private static long Start(Process process) => process.StartTime.ToUniversalTime().Ticks;

    /// <summary>Says who holds it. Without a name it is held all the same.</summary>
    private void Sign() =>
        Ignoring(() =>
        {
            // The name of one that was killed must not stay where there is no room for another.
            File.Delete(owner);
            using var process = Process.GetCurrentProcess();
            File.WriteAllText(
                owner,
                FormattableString.Invariant($"{process.Id}\n{Start(process)}\n{Environment.MachineName}\n")
            );
        });

    private static void Ignoring(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception)
            // Where /proc is hidden, a process does not know when it began.
            when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or Win32Exception
            ) { }
    }
}
