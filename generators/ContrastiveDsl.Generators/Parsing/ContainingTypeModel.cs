namespace ContrastiveDsl.Generators.Parsing;

/// <summary>A type that contains a declared class and has to be re-opened around emitted code.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>interface</c>, <c>record</c> or <c>record struct</c>.</param>
/// <param name="Identifier">Its name, escaped where it is a keyword, with its type parameters.</param>
internal sealed record ContainingTypeModel(string Keyword, string Identifier);
