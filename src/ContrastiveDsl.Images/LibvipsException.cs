namespace ContrastiveDsl.Images;

/// <summary>
/// The native library that decodes images, libvips, cannot be loaded; the message says what is missing and what to do.
/// </summary>
/// <param name="message">What is missing and what to do.</param>
/// <param name="innerException">What the loader said, or null.</param>
public sealed class LibvipsException(string message, Exception? innerException = null)
    : Exception(message, innerException);
