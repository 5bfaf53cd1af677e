namespace ContrastiveDsl.Language;

/// <summary>A cosine schedule with warm-up.</summary>
public sealed record ScheduleModel(double WarmupFraction, int WarmupEpochs, double FinalLearningRate);
