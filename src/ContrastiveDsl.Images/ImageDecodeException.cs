namespace ContrastiveDsl.Images;

/// <summary>
/// A file is no image, is damaged or cut off, is of a kind that is not read, or is larger than allowed. The message
/// names the file, where it is known, and the reason; the same file gives the same message, always.
/// </summary>
public sealed class ImageDecodeException : IOException
{
    /// <param name="file">The file's path; null for bytes without a name.</param>
    /// <param name="reason">What is wrong with it, in words, such as "it is empty".</param>
    /// <param name="innerException">
    /// What the decoder said, or null. Where several threads decode, its words may be those about another file.
    /// </param>
    public ImageDecodeException(string? file, string reason, Exception? innerException = null)
        : base($"{file ?? "The image"} cannot be read: {reason}.", innerException)
    {
        File = file;
        Reason = reason;
    }

    /// <summary>The file's path; null for bytes without a name.</summary>
    public string? File { get; }

    /// <summary>What is wrong with it, in words and without the file's name, such as "it is empty".</summary>
    public string Reason { get; }
}
