using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// A declared class: what it says, and what emission has to know to re-open it. Free of symbols and positions, so that
/// it can be compared and cached.
/// </summary>
/// <param name="Declaration">For emission.</param>
/// <param name="Class">What the class says.</param>
internal sealed record ParsedClass(DeclarationModel Declaration, RawClass Class);
