using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// What names mean where a declared class stands, as far as emitted code uses them: nothing of what the user's file
/// imports, and of the user's other names only those that stand in the way.
/// </summary>
/// <param name="Hidden">Full names of library types that something else hides, and first names of namespaces that
/// something else hides; sorted.</param>
/// <param name="Parts">The parts that the class names and that can be named shortly.</param>
internal sealed record NameFacts(EquatableArray<string> Hidden, EquatableArray<PartName> Parts)
{
    /// <summary>Nothing is hidden, and there are no parts.</summary>
    public static NameFacts None { get; } = new(EquatableArray<string>.Empty, EquatableArray<PartName>.Empty);
}

/// <summary>A part that can be named shortly.</summary>
/// <param name="Path">Its full name without <c>global::</c>, keywords escaped.</param>
/// <param name="Import">The namespace that has to be imported for that; empty where it is in scope already.</param>
internal sealed record PartName(string Path, string Import);
