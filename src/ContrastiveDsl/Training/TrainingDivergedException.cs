namespace ContrastiveDsl.Training;

/// <summary>The loss, or the state to be saved, is no longer a finite number, so going on is in vain.</summary>
/// <param name="message">Since which step, and what to do.</param>
public sealed class TrainingDivergedException(string message) : Exception(message);
