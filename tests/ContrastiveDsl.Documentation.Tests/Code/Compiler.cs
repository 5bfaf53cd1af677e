extern alias generator;

using System.Numerics.Tensors;
using ContrastiveDsl.Extensions.AI;
using ContrastiveDsl.Images;
using generator::ContrastiveDsl.Generators.Diagnostics;
using generator::ContrastiveDsl.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ContrastiveDsl.Documentation.Tests.Code;

/// <summary>Compiles sources as a user's project is: generator, compiler, analyzer.</summary>
internal static class Compiler
{
    /// <summary>What a project of a user has without writing it.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    /// <summary>
    /// What is none of a page's business: an excerpt declares what it does not use, and waits for nothing.
    /// </summary>
    private static readonly string[] Unasked = ["CS0168", "CS0169", "CS0219", "CS0649", "CS1998", "CS8321"];

    private static readonly IReadOnlyList<MetadataReference> References = Load();

    /// <summary>A source that begins with the names a C# project imports by itself.</summary>
    internal static SyntaxTree Parse(string source, string path = "") =>
        CSharpSyntaxTree.ParseText(source, Options, path);

    /// <summary>A project of sources, not yet generated.</summary>
    internal static CSharpCompilation Project(IEnumerable<SyntaxTree> sources) =>
        CSharpCompilation.Create(
            "Documentation",
            sources.Append(Parse(Usings)),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            ).WithSpecificDiagnosticOptions(Unasked.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)))
        );

    /// <summary>All warnings and errors of a project, the compiler's and ours, with what is generated.</summary>
    internal static async Task<IReadOnlyList<Diagnostic>> FindingsAsync(CSharpCompilation project)
    {
        var driver = Generate(project, out var output);
        var analyzed = output.WithAnalyzers([new ContrastiveDslAnalyzer()], new AnalyzerOptions([]));
        var found = driver.GetRunResult().Diagnostics.Concat(await analyzed.GetAllDiagnosticsAsync());
        return [.. found.Where(finding => finding.Severity >= DiagnosticSeverity.Warning && !finding.IsSuppressed)];
    }

    /// <summary>The files that are generated for a project.</summary>
    internal static IReadOnlyList<SyntaxTree> Generated(CSharpCompilation project) =>
        Generate(project, out _).GetRunResult().GeneratedTrees;

    private static GeneratorDriver Generate(CSharpCompilation project, out Compilation output) =>
        CSharpGeneratorDriver
            .Create([new ContrastiveDslGenerator().AsSourceGenerator()], parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(project, out output, out _);

    private static List<MetadataReference> Load()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        Type[] packages =
        [
            typeof(EncoderAttribute),
            typeof(TorchSharp.torch),
            typeof(ImageFolder),
            typeof(OnnxImageEmbeddingGenerator),
            typeof(InferenceSession),
            typeof(IEmbeddingGenerator),
            typeof(ILogger),
            typeof(TensorPrimitives),
        ];
        return
        [
            .. trusted
                .Where(path => Path.GetDirectoryName(path) == framework)
                .Concat(packages.Select(type => type.Assembly.Location))
                .Distinct()
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
