using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>
/// Compiles sources under the strictest settings: every warning counts, missing documentation included.
/// </summary>
internal static class Compilations
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static CSharpCompilation Create(params string[] sources) => Create(sources, ParseOptions);

    public static CSharpCompilation Create(IReadOnlyList<string> sources, CSharpParseOptions options) =>
        CSharpCompilation.Create(
            "Shop",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, path: $"Source{index}.cs")),
            References.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                generalDiagnosticOption: ReportDiagnostic.Error,
                warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true
            )
        );

    /// <summary>All that the compiler has to say.</summary>
    public static IReadOnlyList<string> Complaints(Compilation compilation) =>
        [
            .. compilation
                .GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(diagnostic => diagnostic.ToString()),
        ];
}
