namespace ContrastiveDsl.Language;

/// <summary>A cosine schedule with warm-up.</summary>
internal sealed record ScheduleModel(double WarmupFraction, int WarmupEpochs, double FinalLearningRate) : Model
{
    /// <summary>The weight decay to which a cosine leads, or <see langword="null"/> where it stays the optimizer's.</summary>
    public double? FinalWeightDecay { get; init; }

    /// <summary>Index of the attribute that states the schedule, among the class's attributes of the language, or −1 without one.</summary>
    public int Attribute { get; init; } = -1;
}
