extern alias generator;

using System.Collections.Immutable;
using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>
/// Compiles sources as a user's project is: the generator adds its files, then compiler and analyzer say what they have
/// to say.
/// </summary>
internal static class Analysis
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    /// <summary>All warnings and errors, the compiler's and ours, of sources that may be named.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(params string[] sources) => RunAsync(Compile(sources));

    /// <summary>All warnings and errors of a compilation and the files that are generated for it.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation) =>
        RunAsync(compilation, DiagnosticSeverity.Warning);

    /// <summary>
    /// Everything of a severity or a higher one of a compilation and the files that are generated for it, a failure of
    /// the generator included.
    /// </summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, DiagnosticSeverity least)
    {
        var run = GeneratorRun.Start(compilation);
        var analyzers = run.Output.WithAnalyzers([new ContrastiveDslAnalyzer()], new AnalyzerOptions([]));
        var diagnostics = run.Result.Diagnostics.Concat(await analyzers.GetAllDiagnosticsAsync());
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity >= least && !diagnostic.IsSuppressed)];
    }

    /// <summary>A project of these sources.</summary>
    public static CSharpCompilation Compile(params string[] sources) =>
        CSharpCompilation.Create(
            "Shop",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, Options, path: $"Source{index}.cs")),
            References.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

    /// <summary>The source text at a diagnostic.</summary>
    public static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
