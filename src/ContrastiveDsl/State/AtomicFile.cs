using System.Text;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.State;

/// <summary>
/// Files that are whole or as they were: written under another name, forced to the disk, then renamed.
/// </summary>
internal static class AtomicFile
{
    private const string Unfinished = ".unfinished";

    /// <summary>
    /// Makes or replaces a file. When writing fails, a file that was there stays and nothing is left beside it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what it is to hold.</param>
    /// <param name="beforeRenaming">What is done once that is on the disk, but not yet under the file's name.</param>
    internal static void Write(string path, Action<FileStream> write, Action? beforeRenaming = null)
    {
        var temporary = path + Unfinished;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            beforeRenaming?.Invoke();
            File.Move(temporary, path, overwrite: true);
            FolderFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>As with a stream, with text in UTF-8.</summary>
    internal static void Write(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
