namespace ContrastiveDsl.Embeddings;

/// <summary>What changes when a file is written anew.</summary>
internal static class FileKey
{
    /// <summary>The file's size and the time of its last change, without spaces.</summary>
    internal static string Of(FileInfo file) =>
        FormattableString.Invariant($"{file.Length}:{file.LastWriteTimeUtc.Ticks}");
}
