namespace ContrastiveDsl.Data;

/// <summary>A file of images or labels does not hold what its format, or its user, says.</summary>
/// <param name="message">What is wrong, in which file, and what to do.</param>
public sealed class DataFormatException(string message) : IOException(message);
