namespace ContrastiveDsl.Documentation.Tests.Reading;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What the fence says: csharp, sh, or nothing.</param>
/// <param name="Text">The lines between the fences.</param>
/// <param name="Line">The number of the first of them, from 1.</param>
internal sealed record Block(string Language, string Text, int Line)
{
    /// <summary>The class whose generated code the page says, in a comment before it, that this is of.</summary>
    internal string? GeneratedFrom { get; init; }

    /// <summary>The block that follows with nothing but space between, such as what the compiler says.</summary>
    internal Block? Next { get; init; }

    internal IEnumerable<string> Lines => Text.Split('\n');
}
