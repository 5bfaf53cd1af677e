namespace ContrastiveDsl.Language;

/// <summary>A member that the user wrote in a declared class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Number of parameters of a method; −1 for any other member, which shares its name with nothing.</param>
public sealed record RawMember(string Name, int Parameters);
