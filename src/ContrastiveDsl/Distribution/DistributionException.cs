namespace ContrastiveDsl.Distribution;

/// <summary>The processes of a training cannot work together; the message says why and what to do.</summary>
/// <param name="message">What went wrong, and what to do.</param>
public sealed class DistributionException(string message) : Exception(message);
