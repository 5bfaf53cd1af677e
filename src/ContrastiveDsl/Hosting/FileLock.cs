namespace ContrastiveDsl.Hosting;

/// <summary>A file that says by being held open that somebody is at work; a process that dies lets go of it.</summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>What Linux, macOS and Windows say of a file that another process holds.</summary>
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Holds the file, which is made where there is none and stays; null while another holds it.</summary>
    internal static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (HeldCodes.Contains(exception.HResult))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
