namespace ContrastiveDsl.Training;

/// <summary>
/// An experiment's code was generated for another declaration than the one that the program reads: a part was compiled
/// anew, or the library is another version, and the project was not rebuilt.
/// </summary>
/// <param name="message">What was compiled with what, and what to do.</param>
public sealed class DeclarationChangedException(string message) : Exception(message);
