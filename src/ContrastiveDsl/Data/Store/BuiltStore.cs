namespace ContrastiveDsl.Data;

/// <summary>A store that was up to date while it was held.</summary>
/// <param name="Entries">What is known of each file, in their order.</param>
/// <param name="Pixels">
/// Its pixels, mapped while nobody else could make the store anew; the caller's to dispose. Null where there are none.
/// </param>
internal sealed record BuiltStore(IReadOnlyList<StoreEntry> Entries, MappedFile? Pixels);
