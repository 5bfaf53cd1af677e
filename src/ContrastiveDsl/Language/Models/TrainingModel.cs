namespace ContrastiveDsl.Language;

/// <summary>Settings of a run that the command line can override.</summary>
internal sealed record TrainingModel(int Epochs, int BatchSize, long Seed) : Model
{
    /// <summary>Index of the attribute that states the settings, among the class's attributes of the language, or −1 without one.</summary>
    public int Attribute { get; init; } = -1;
}
