using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Misuse;

/// <summary>What was reported on a file of the corpus.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Id">Its id.</param>
/// <param name="Line">The line of the file on which it begins, counted from 1; 0 for generated code.</param>
/// <param name="Message">Its message.</param>
/// <param name="Code">The line of source.</param>
internal sealed record MisuseFinding(DiagnosticSeverity Severity, string Id, int Line, string Message, string Code)
{
    /// <summary>Whether it comes from a rule of the library.</summary>
    public bool IsOurs => Id.StartsWith("CDSL", StringComparison.Ordinal);

    /// <summary>
    /// Whether a file must have stated it: errors of the compiler, and warnings of generated code and of the rules.
    /// What the rules say for information is judged where a file asks for it only.
    /// </summary>
    public bool MustBeExpected =>
        Severity == DiagnosticSeverity.Error || (Severity == DiagnosticSeverity.Warning && (IsOurs || Line == 0));

    /// <summary>The finding of a diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="file">The file of the corpus.</param>
    public static MisuseFinding Of(Diagnostic diagnostic, SyntaxTree file)
    {
        var span = diagnostic.Location.GetLineSpan();
        var line = span.StartLinePosition.Line;
        var code = diagnostic.Location.SourceTree?.GetText().Lines[line].ToString().Trim() ?? string.Empty;
        return diagnostic.Location.SourceTree == file
            ? new(diagnostic.Severity, diagnostic.Id, line + 1, diagnostic.GetMessage(), code)
            : new(diagnostic.Severity, diagnostic.Id, 0, diagnostic.GetMessage() + " (" + span.Path + ")", code);
    }

    /// <summary>A severity as expectations write it.</summary>
    public static string Name(DiagnosticSeverity severity) =>
        severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name(Severity)} {Id} {(Line == 0 ? "in generated code" : "at line " + Line)}: {Message}\n        {Code}";
}
