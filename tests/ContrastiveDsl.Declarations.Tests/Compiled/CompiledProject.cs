extern alias generator;

using System.Text.RegularExpressions;
using ContrastiveDsl.Declarations.Tests.Random;
using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Declarations.Tests.Compiled;

/// <summary>
/// A project of random declarations, compiled as a user's is: generator, analyzer, compiler, everything that the
/// compiler can warn of an error.
/// </summary>
internal static partial class CompiledProject
{
    private const string Stub = "Cannot work as declared";

    /// <summary>What is wrong with a random class is not that it says nothing of itself.</summary>
    private const string Head = "#pragma warning disable CS1591\n";

    /// <summary>References are read and bound once for all compilations that begin here.</summary>
    private static readonly CSharpCompilation Empty = Compilations.Create([]);

    /// <summary>Compiles a project and judges each declaration.</summary>
    public static async Task<IReadOnlyList<Outcome>> JudgeAsync(Project project)
    {
        var declarations = Empty.AddSyntaxTrees(Trees(project.Declarations, Source));
        var alone = Said(declarations).ToLookup(Line, StringComparer.Ordinal);
        var compilation = declarations.AddSyntaxTrees(Trees(project.Declarations, Program));
        var run = GeneratorRun.Start(compilation);
        if (run.Result.Exception is { } exception)
        {
            return [.. project.Declarations.Select(declaration => Failed(declaration, exception.ToString()))];
        }

        var ours = await run
            .Output.WithOptions(run.Output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .WithAnalyzers([new ContrastiveDslAnalyzer()], new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync();
        Diagnostic[] errors =
        [
            .. run.Result.Diagnostics,
            .. ours.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001"),
        ];
        var generated = Said(run.Output).Where(diagnostic => !alone.Contains(Line(diagnostic))).ToArray();
        var again = run.Next(
            Empty
                .AddSyntaxTrees(Trees(project.Declarations, Source))
                .AddSyntaxTrees(Trees(project.Declarations, Program))
        );
        var elsewhere = Of(null, generated).Concat(Of(null, errors)).Select(Line).ToList();
        elsewhere.AddRange(again.ModifiedFiles().Select(file => file + " is written anew though nothing changed."));
        return
        [
            .. project.Declarations.Select(
                (declaration, index) =>
                {
                    var said = Of(index, errors).ToArray();
                    var own = alone.SelectMany(same => same).Where(diagnostic => IsOf(index, diagnostic)).ToArray();
                    string[] faults =
                    [
                        .. Of(index, generated).Select(Line),
                        .. said.Where(diagnostic => diagnostic.Id is "CDSL9999" or "AD0001").Select(Line),
                        .. said.Length > 0 || own.Length > 0 ? [] : Stubs(run, index),
                        .. elsewhere,
                    ];
                    return new Outcome(declaration, Ids(said), Ids(own), faults);
                }
            ),
        ];
    }

    /// <summary>The program of these declarations, none of which has an error.</summary>
    public static Compilation Link(IEnumerable<Declaration> declarations) =>
        GeneratorRun.Start(Empty.AddSyntaxTrees(Trees(declarations, Source))).Output;

    /// <summary>The namespace of a declaration.</summary>
    public static string SpaceOf(int index) => "Shop.D" + index;

    private static Outcome Failed(Declaration declaration, string fault) => new(declaration, [], [], [fault]);

    private static IEnumerable<string> Stubs(GeneratorRun run, int index) =>
        run
            .Files.Where(file => IsOf(index, file.Key) && file.Value.Contains(Stub, StringComparison.Ordinal))
            .Select(file => file.Key + " throws, and nothing is reported.");

    private static IEnumerable<Diagnostic> Said(Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    private static IReadOnlyList<string> Ids(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<Diagnostic> Of(int? index, IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(diagnostic => IsOf(index, diagnostic));

    private static bool IsOf(int? index, Diagnostic diagnostic) =>
        IsOf(index, diagnostic.Location.GetLineSpan().Path ?? string.Empty);

    /// <summary>Whether a file comes from a declaration, or from none of them.</summary>
    private static bool IsOf(int? index, string path) =>
        Numbered().Match(path) is { Success: true } found
            ? found.Groups["index"].Value == index?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : index is null;

    private static IEnumerable<SyntaxTree> Trees(
        IEnumerable<Declaration> declarations,
        Func<Declaration, int, (string Text, string Path)> write
    ) =>
        declarations
            .Select(write)
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, Compilations.ParseOptions, file.Path));

    private static (string Text, string Path) Source(Declaration declaration, int index) =>
        (Head + declaration.Source(SpaceOf(index)), $"D{index}/Declaration.cs");

    private static (string Text, string Path) Program(Declaration declaration, int index) =>
        (declaration.Program(SpaceOf(index)), $"D{index}/Program.cs");

    private static string Line(Diagnostic diagnostic) =>
        diagnostic.Id + " " + diagnostic.Location.GetLineSpan() + ": " + diagnostic.GetMessage();

    [GeneratedRegex(@"\bD(?<index>[0-9]+)[./]")]
    private static partial Regex Numbered();
}
