using System.Text;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.State;

/// <summary>
/// Files that are whole or as they were: written under another name, forced to the disk, then renamed.
/// </summary>
internal static class AtomicFile
{
    /// <summary>What the other name has behind the file's.</summary>
    internal const string Unfinished = ".unfinished";

    /// <summary>
    /// Nobody else, but on Windows a file that is to be deleted while it is open must be opened for that.
    /// </summary>
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>
    /// Makes or replaces a file. When writing fails, a file that was there stays and nothing is left beside it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what it is to hold.</param>
    /// <param name="beforeRenaming">What is done once that is on the disk, but not yet under the file's name.</param>
    /// <exception cref="IOException">It cannot be written, or another is writing it.</exception>
    internal static void Write(string path, Action<FileStream> write, Action? beforeRenaming = null)
    {
        var temporary = path + Unfinished;
        // Who cannot open it has not made it, and must not delete it.
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, Alone))
        {
            OrDelete(temporary, () =>
            {
                write(stream);
                stream.Flush(flushToDisk: true);
                beforeRenaming?.Invoke();
            });
        }

        // Closed, since readers would be refused a file that is still open for one alone.
        OrDelete(temporary, () => File.Move(temporary, path, overwrite: true));
        FolderFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Deletes what somebody who was killed left under the other name; not what one still writes.</summary>
    /// <param name="temporary">That name.</param>
    internal static void DeleteLeftover(string temporary)
    {
        try
        {
            using var stream = new FileStream(temporary, FileMode.Open, FileAccess.Write, Alone);
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever writes it deletes it, or the next one does.
        }
    }

    /// <summary>As with a stream, with text in UTF-8.</summary>
    internal static void Write(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static void OrDelete(string temporary, Action work)
    {
        try
        {
            work();
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
