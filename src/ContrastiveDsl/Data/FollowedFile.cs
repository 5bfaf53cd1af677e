namespace ContrastiveDsl.Data;

/// <summary>What is known of a file without reading it: of a link that is the file to which it leads.</summary>
internal static class FollowedFile
{
    /// <summary>The file itself; of a link that leads to nothing, or back to itself, the link.</summary>
    internal static FileInfo Of(string path)
    {
        var file = new FileInfo(path);
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target : file;
        }
        catch (IOException)
        {
            return file;
        }
    }
}
