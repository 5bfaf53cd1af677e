using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>All that emission prints: a declared class with everything inferred.</summary>
/// <param name="Declaration">How to re-open it.</param>
/// <param name="Models">What it declares.</param>
/// <param name="Fault">Why no working code can be emitted, or <see langword="null"/>.</param>
/// <param name="Members">
/// What the user wrote in it, for a stub to leave out; empty for a class without a fault, whose code must not depend on
/// that.
/// </param>
internal sealed record AnalyzedClass(
    DeclarationModel Declaration,
    ClassModel Models,
    string? Fault,
    EquatableArray<RawMember> Members
);
