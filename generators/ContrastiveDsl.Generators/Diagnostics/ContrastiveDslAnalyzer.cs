using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Generators.Diagnostics;

/// <summary>
/// Checks declarations while the user types. It shares parser and rules with the generator, so that what is rejected
/// and what is emitted cannot drift apart.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContrastiveDslAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // A class with nothing of the user's in it but attributes bears [GeneratedCode] in its emitted part; its
        // attributes are still the user's.
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics
        );
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName("ContrastiveDsl.EncoderAttribute") is null)
        {
            return;
        }

        if (context.Compilation.GetTypeByMetadataName("TorchSharp.torch") is null)
        {
            ReportMissingTorchSharp(context);
            return;
        }

        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!AssemblyClasses.Is(type))
        {
            return;
        }

        foreach (var diagnostic in FindingReporter.Report(type, context.CancellationToken))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>
    /// Says once that TorchSharp is missing, at the first declared class: without it nothing else that could be said
    /// would be right.
    /// </summary>
    private static void ReportMissingTorchSharp(CompilationStartAnalysisContext context)
    {
        var locations = new ConcurrentBag<Location>();
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (
                    AssemblyClasses.Is(type)
                    && FindingLocator.LocateClass(type, symbol.CancellationToken) is { } location
                )
                {
                    locations.Add(location);
                }
            },
            SymbolKind.NamedType
        );
        context.RegisterCompilationEndAction(end =>
        {
            var first = locations
                .OrderBy(location => location.SourceTree?.FilePath, System.StringComparer.Ordinal)
                .ThenBy(location => location.SourceSpan.Start)
                .FirstOrDefault();
            if (first is not null)
            {
                end.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(DeclarationRules.TorchSharpMissing), first));
            }
        });
    }
}
