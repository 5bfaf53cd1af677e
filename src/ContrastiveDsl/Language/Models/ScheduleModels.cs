namespace ContrastiveDsl.Language;

/// <summary>How the learning rate moves: it rises to its peak in the warm-up, and then falls.</summary>
/// <param name="WarmupEpochs">Epochs in which it rises.</param>
internal abstract record ScheduleModel(int WarmupEpochs) : Model
{
    /// <summary>The epochs in which the rate rises.</summary>
    /// <param name="epochs">Epochs of the run.</param>
    public virtual double WarmupEpochsOf(int epochs) => WarmupEpochs;

    /// <summary>
    /// Index of the attribute that states the schedule, among the class's attributes of the language, or none without
    /// one.
    /// </summary>
    public AttributeIndex Attribute { get; init; }
}

/// <summary>A cosine schedule with warm-up.</summary>
internal sealed record CosineScheduleModel(double WarmupFraction, int WarmupEpochs, double FinalLearningRate)
    : ScheduleModel(WarmupEpochs)
{
    /// <summary>
    /// The last epochs, in which the rate falls, or <see langword="null"/> where it falls from the end of the warm-up
    /// on.
    /// </summary>
    public int? DecayEpochs { get; init; }

    /// <summary>
    /// The weight decay to which a cosine leads, or <see langword="null"/> where it stays the optimizer's.
    /// </summary>
    public double? FinalWeightDecay { get; init; }

    /// <summary>The epochs in which the rate rises, rounded, so that 0.07 of 100 are seven.</summary>
    public override double WarmupEpochsOf(int epochs) => Math.Round(WarmupEpochs + (WarmupFraction * epochs), 9);
}

/// <summary>A rate that falls in steps, with warm-up.</summary>
/// <param name="Milestones">Epochs after which it falls.</param>
/// <param name="Factor">By what it is multiplied at each of them.</param>
/// <param name="WarmupEpochs">Epochs in which it rises.</param>
internal sealed record StepScheduleModel(EquatableArray<int> Milestones, double Factor, int WarmupEpochs)
    : ScheduleModel(WarmupEpochs);
