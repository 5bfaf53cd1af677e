namespace ContrastiveDsl.State;

/// <summary>Files that one at a time holds open; a process that dies lets go of them.</summary>
internal static class HeldFile
{
    /// <summary>What Linux, macOS and Windows say of a file that another holds.</summary>
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Holds a file, which is made where there is none and stays; null while another holds it.</summary>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static FileStream? TryHold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (HeldCodes.Contains(exception.HResult))
        {
            return null;
        }
    }
}
