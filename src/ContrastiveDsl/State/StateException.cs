namespace ContrastiveDsl.State;

/// <summary>Saved state does not fit what it is loaded into, or the file that holds it is damaged.</summary>
/// <param name="message">What is wrong, with the key and the file.</param>
public sealed class StateException(string message) : IOException(message);
