namespace ContrastiveDsl.Training;

/// <summary>
/// Custom code does not do what its declaration says, seen on a tiny batch before a run began: nothing has been trained
/// or written.
/// </summary>
/// <param name="message">What was seen, a line for each fault, and what to do.</param>
public sealed class CustomCodeException(string message) : Exception(message);
