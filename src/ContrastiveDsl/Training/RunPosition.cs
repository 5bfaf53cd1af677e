namespace ContrastiveDsl.Training;

/// <summary>How far a run has come.</summary>
/// <param name="Epoch">Epochs completed, which is also the number, from 0, of the epoch under way.</param>
/// <param name="StepInEpoch">Steps completed in the epoch under way.</param>
/// <param name="Step">Steps completed in all.</param>
public readonly record struct RunPosition(int Epoch, int StepInEpoch, long Step);
