using System.Collections.Concurrent;
using System.Text;
using ContrastiveDsl.Generators.Tests.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.Generators.Tests.Misuse;

/// <summary>
/// A folder of C# files, each a small project of its own, whose first lines say what is to be reported on it. The
/// tests' own, or the one that <c>CONTRASTIVE_MISUSE</c> names.
/// </summary>
/// <param name="folder">The folder; files lie in it at any depth.</param>
internal sealed class MisuseCorpus(string folder)
{
    /// <summary>Name of the environment variable that names another folder.</summary>
    public const string Variable = "CONTRASTIVE_MISUSE";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>What projects of the SDK use without saying so, and what a declaration needs.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ContrastiveDsl;
        """;

    /// <summary>A file without a single using was written for a project that has those of custom code too.</summary>
    private const string MoreUsings = """
        global using ContrastiveDsl.Augmentation;
        global using TorchSharp;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    /// <summary>An empty project, whose references are read once for all files.</summary>
    private static readonly CSharpCompilation Empty = Analysis.Compile();

    private readonly Lazy<Task<ConcurrentDictionary<string, string>>> verdicts = new(() => RunAsync(folder));

    /// <summary>The tests' own.</summary>
    public static MisuseCorpus Own { get; } = new(OwnFolder());

    /// <summary>The one that is asked for.</summary>
    public static MisuseCorpus Chosen { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? new(named) : Own;

    /// <summary>The files, by their paths in the folder.</summary>
    public IReadOnlyList<string> Files { get; } =
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                    .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                    .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The text of a file.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    /// <summary>What is wrong with a file; empty if all is as it says.</summary>
    public async Task<string> VerdictAsync(string file) => (await verdicts.Value)[file];

    /// <summary>The texts of a project: a file, and those beside it that give it its usings.</summary>
    public static string[] ProjectOf(string source) =>
        Parse(source, 0).GetCompilationUnitRoot().DescendantNodes(HasUsings).Any(node => node is UsingDirectiveSyntax)
            ? [source, ImplicitUsings]
            : [source, ImplicitUsings, MoreUsings];

    /// <summary>Everything that is reported on a source.</summary>
    public static async Task<IReadOnlyList<MisuseFinding>> FindAsync(string source)
    {
        var files = ProjectOf(source).Select(Parse).ToArray();
        var compilation = Empty.AddSyntaxTrees(files);
        if (files[0].GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax))
        {
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        }

        return
        [
            .. (await Analysis.RunAsync(compilation, DiagnosticSeverity.Info))
                .Select(diagnostic => MisuseFinding.Of(diagnostic, files[0]))
                .Where(finding => finding.IsOurs || finding.Severity >= DiagnosticSeverity.Warning),
        ];
    }

    /// <summary>All at once, so that every processor has work.</summary>
    private static async Task<ConcurrentDictionary<string, string>> RunAsync(string folder)
    {
        var corpus = new MisuseCorpus(folder);
        var verdicts = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(corpus.Files, async (file, _) =>
            verdicts[file] = await JudgeAsync(corpus.Read(file))
        );
        return verdicts;
    }

    private static async Task<string> JudgeAsync(string source)
    {
        try
        {
            return MisuseVerdict.Of(MisuseExpectation.Read(source), await FindAsync(source));
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private static SyntaxTree Parse(string source, int index) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, $"File{index}.cs");

    private static bool HasUsings(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    private static string OwnFolder() =>
        Path.Combine(RulePage.Root(), "tests", "ContrastiveDsl.Generators.Tests", "Misuse", "Corpus");
}
