using ContrastiveDsl.Data;

namespace ContrastiveDsl.Embeddings;

/// <summary>What changes when a file is written anew, or a link is led to another.</summary>
internal static class FileKey
{
    /// <summary>The size of a file and the time of its last change, without spaces.</summary>
    /// <param name="path">The file; of a link that to which it leads counts.</param>
    internal static string Of(string path)
    {
        var file = FollowedFile.Of(path);
        return FormattableString.Invariant($"{file.Length}:{file.LastWriteTimeUtc.Ticks}");
    }
}
