extern alias banned;

using banned::Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>Finds the calls of BannedSymbols.txt, as a build does.</summary>
internal static class BannedCalls
{
    private static readonly AnalyzerOptions Options = new([new ListOfSymbols()]);

    /// <summary>The banned symbols: the id of each and what is said about it.</summary>
    public static IReadOnlyList<(string Id, string Message)> Symbols { get; } =
    [
        .. Text()
            .ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(';', 2))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : string.Empty)),
    ];

    /// <summary>The banned calls in the files that a generator wrote.</summary>
    public static async Task<IReadOnlyList<string>> InAsync(GeneratorRun run)
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
    public static async Task<IReadOnlyList<Diagnostic>> FindAsync(Compilation compilation)
    {
        var analysis = compilation.WithAnalyzers([new CSharpSymbolIsBannedAnalyzer()], Options);
        return await analysis.GetAnalyzerDiagnosticsAsync();
    }

    private static SourceText Text()
    {
        using var stream = typeof(BannedCalls).Assembly.GetManifestResourceStream(ListOfSymbols.Name)!;
        return SourceText.From(stream);
    }

    private sealed class ListOfSymbols : AdditionalText
    {
        internal const string Name = "BannedSymbols.txt";

        public override string Path => Name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => Text();
    }
}
