namespace ContrastiveDsl.Data;

/// <summary>What a store knows, by path and by content.</summary>
internal sealed class KnownFiles
{
    private readonly Dictionary<string, StoreEntry> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, StoreEntry> byContent = [];

    /// <param name="entries">The entries; a later one of a path counts more.</param>
    /// <param name="channels">Channels of every image.</param>
    /// <param name="pixelBytes">Bytes of pixels that are there; null where none are kept.</param>
    public KnownFiles(IEnumerable<StoreEntry> entries, int channels, long? pixelBytes)
    {
        foreach (var entry in entries)
        {
            // Without its pixels an image is as good as unknown.
            var end = entry.Offset + ((long)entry.Height * entry.Width * channels);
            if (entry.Fault is not null || pixelBytes is null || (entry.Offset >= 0 && end <= pixelBytes))
            {
                Add(entry);
            }
        }
    }

    /// <summary>Notes an entry.</summary>
    public void Add(StoreEntry entry)
    {
        byPath[entry.Path] = entry;
        if (entry.Content != 0)
        {
            byContent[entry.Content] = entry;
        }
    }

    /// <summary>The entry of a file that has not been written since.</summary>
    public StoreEntry? Find(StoredFile file) =>
        byPath.TryGetValue(file.Path, out var entry) && entry.Length == file.Length && entry.Modified == file.Modified
            ? entry
            : null;

    /// <summary>The entry of any file with this content.</summary>
    public StoreEntry? Find(UInt128 content) => byContent.GetValueOrDefault(content);
}
