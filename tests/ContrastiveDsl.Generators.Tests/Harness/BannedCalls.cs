extern alias banned;

using banned::Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>Finds the calls that a list of banned symbols names, as a build does.</summary>
internal sealed class BannedCalls
{
    private readonly AnalyzerOptions options;

    private BannedCalls(string name)
    {
        var list = new ListOfSymbols(name);
        options = new AnalyzerOptions([list]);
        Symbols =
        [
            .. list.GetText()
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith("//", StringComparison.Ordinal))
                .Select(line => line.Split(';', 2))
                .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : string.Empty)),
        ];
    }

    /// <summary>What the library and generated code may not call of Torch.</summary>
    public static BannedCalls OfTorch { get; } = new("BannedSymbols.txt");

    /// <summary>What the generator itself may not call.</summary>
    public static BannedCalls OfTheGenerator { get; } = new("BannedSymbols.Generator.txt");

    /// <summary>The banned symbols: the id of each and what is said about it.</summary>
    public IReadOnlyList<(string Id, string Message)> Symbols { get; }

    /// <summary>The banned calls in the files that a generator wrote.</summary>
    public async Task<IReadOnlyList<string>> InAsync(GeneratorRun run)
    {
        var written = run.Result.GeneratedSources.Select(source => source.SyntaxTree).ToHashSet();
        written.IsSubsetOf(run.Output.SyntaxTrees).Should().BeTrue("findings are told apart by their trees");
        var found = await FindAsync(run.Output);
        return
        [
            .. found
                .Where(diagnostic => written.Contains(diagnostic.Location.SourceTree!))
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }

    /// <summary>The banned calls in a whole compilation.</summary>
    public async Task<IReadOnlyList<Diagnostic>> FindAsync(Compilation compilation)
    {
        var analysis = compilation.WithAnalyzers([new CSharpSymbolIsBannedAnalyzer()], options);
        return await analysis.GetAnalyzerDiagnosticsAsync();
    }

    /// <param name="name">Of the embedded resource; the analyzer knows such files by how their names begin.</param>
    private sealed class ListOfSymbols(string name) : AdditionalText
    {
        public override string Path => name;

        public override SourceText GetText(CancellationToken cancellationToken = default)
        {
            using var stream = typeof(BannedCalls).Assembly.GetManifestResourceStream(name)!;
            return SourceText.From(stream);
        }
    }
}
