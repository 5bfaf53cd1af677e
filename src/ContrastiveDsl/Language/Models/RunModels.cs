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
