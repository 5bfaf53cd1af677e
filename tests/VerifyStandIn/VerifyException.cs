namespace VerifyXunit;

/// <summary>A text differs from its snapshot.</summary>
/// <param name="message">Both files, the first difference and how to accept it.</param>
public sealed class VerifyException(string message) : Exception(message);
