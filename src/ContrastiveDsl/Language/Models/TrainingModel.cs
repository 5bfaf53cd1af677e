namespace ContrastiveDsl.Language;

/// <summary>Settings of a run that the command line can override.</summary>
public sealed record TrainingModel(int Epochs, int BatchSize, long Seed);
