namespace ContrastiveDsl.Data;

/// <summary>An IDX file does not hold what its header, or the format, says.</summary>
/// <param name="message">What is wrong, in which file, and what to do.</param>
public sealed class IdxFormatException(string message) : IOException(message);
