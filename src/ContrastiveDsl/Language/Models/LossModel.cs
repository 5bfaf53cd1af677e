namespace ContrastiveDsl.Language;

/// <summary>A loss.</summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">From the catalogue or the user's own.</param>
/// <param name="Name">Name of a catalogue loss: <c>NtXent</c>; empty for an own loss.</param>
/// <param name="Temperature">Its temperature, or 0 where it has none.</param>
public sealed record LossModel(TypeName Type, PartKind Kind, string Name, double Temperature)
{
    /// <summary>Index of the attribute that declares the loss, among the class's attributes of the language.</summary>
    public int Attribute { get; init; }
}
