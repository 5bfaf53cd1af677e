namespace ContrastiveDsl.Data;

/// <summary>A file in a folder of images that is none that can be read.</summary>
/// <param name="Path">Its path relative to the folder, with slashes.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record SkippedFile(string Path, string Reason);
