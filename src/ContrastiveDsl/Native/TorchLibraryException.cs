namespace ContrastiveDsl.Native;

/// <summary>
/// Torch's native library cannot be loaded; the message says in one sentence what is missing and what to do.
/// </summary>
/// <param name="message">What is missing and what to do.</param>
/// <param name="innerException">What the loader said, or null.</param>
public sealed class TorchLibraryException(string message, Exception? innerException = null)
    : Exception(message, innerException);
