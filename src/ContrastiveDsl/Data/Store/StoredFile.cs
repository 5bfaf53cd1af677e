namespace ContrastiveDsl.Data;

/// <summary>A file that shall be in a store.</summary>
/// <param name="Path">Path relative to the folder of images, with slashes.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Modified">When it was last written, in ticks of UTC.</param>
internal sealed record StoredFile(string Path, long Length, long Modified);
