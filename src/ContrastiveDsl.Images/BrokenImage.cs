namespace ContrastiveDsl.Images;

/// <summary>A file that should be an image and cannot be read as one.</summary>
/// <param name="Path">Its path, relative to the folder listed, with / between names.</param>
/// <param name="Reason">What is wrong with it, in words and without its name, such as "it is empty".</param>
public sealed record BrokenImage(string Path, string Reason);
