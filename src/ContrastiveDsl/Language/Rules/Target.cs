namespace ContrastiveDsl.Language;

/// <summary>The place of a finding, without a source location: a class, one of its attributes, an argument of it.</summary>
/// <param name="Type">Qualified name of the class.</param>
/// <param name="Attribute">Index among all attributes of the class, or −1 for the class itself.</param>
/// <param name="Argument">Name of the argument (of a property or constructor parameter), or <see langword="null"/> for the whole attribute.</param>
public sealed record Target(string Type, int Attribute = -1, string? Argument = null);
