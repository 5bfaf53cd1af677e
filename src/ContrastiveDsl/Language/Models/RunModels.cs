namespace ContrastiveDsl.Language;

/// <summary>Settings of a run; the command line can override epochs, batch size and seed.</summary>
internal sealed record TrainingModel(int Epochs, int BatchSize, long Seed) : Model
{
    /// <summary>Images that pass the networks together, or 0 for all of a batch.</summary>
    public int MicroBatch { get; init; }

    /// <summary>The type in which the networks compute.</summary>
    public Precision Precision { get; init; }

    /// <summary>
    /// Index of the attribute that states the settings, among the class's attributes of the language, or none without
    /// one.
    /// </summary>
    public AttributeIndex Attribute { get; init; }
}

/// <summary>A cosine schedule with warm-up.</summary>
internal sealed record ScheduleModel(double WarmupFraction, int WarmupEpochs, double FinalLearningRate) : Model
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
    /// <param name="epochs">Epochs of the run.</param>
    public double WarmupEpochsOf(int epochs) => Math.Round(WarmupEpochs + (WarmupFraction * epochs), 9);

    /// <summary>
    /// Index of the attribute that states the schedule, among the class's attributes of the language, or none without
    /// one.
    /// </summary>
    public AttributeIndex Attribute { get; init; }
}

/// <summary>What is known of the training images.</summary>
/// <param name="Count">Number of images, or 0 where it is not known.</param>
/// <param name="Classes">Number of classes, or 0.</param>
/// <param name="Channels">Channels, or 0 where the data has not been opened.</param>
/// <param name="Height">Height in pixels, or 0.</param>
/// <param name="Width">Width in pixels, or 0.</param>
internal sealed record ImagesModel(int Count, int Classes, int Channels = 0, int Height = 0, int Width = 0) : Model
{
    /// <summary>
    /// Index of the attribute that states what is known of the images, among the class's attributes of the language, or
    /// none without one.
    /// </summary>
    public AttributeIndex Attribute { get; init; }
}
