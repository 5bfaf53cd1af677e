namespace ContrastiveDsl.Language;

/// <summary>A queue of negatives.</summary>
/// <param name="Size">Keys in it.</param>
internal sealed record QueueModel(int Size) : Model
{
    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}
