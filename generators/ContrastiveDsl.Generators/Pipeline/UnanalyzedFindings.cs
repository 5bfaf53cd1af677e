using System.Collections.Immutable;
using System.Threading;
using ContrastiveDsl.Generators.Diagnostics;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>
/// Reports findings where analyzers are switched off. Otherwise the analyzer does, which is faster and also runs while
/// the user types.
/// </summary>
internal static class UnanalyzedFindings
{
    /// <summary>
    /// The compilation if its findings are ours to report. It is no model: nothing is computed from it but diagnostics.
    /// </summary>
    public static IncrementalValuesProvider<Compilation> Of(IncrementalGeneratorInitializationContext context) =>
        context
            .CompilationProvider.Combine(
                context
                    .AnalyzerConfigOptionsProvider.Select(AnalysisSwitch.IsOff)
                    .WithTrackingName(TrackingNames.AnalysisIsOff)
            )
            .SelectMany(Chosen);

    /// <summary>Reports the findings of every declared class.</summary>
    public static void Report(SourceProductionContext context, Compilation compilation)
    {
        var hasTorchSharp = CompilationFacts.Read(compilation, context.CancellationToken).HasTorchSharp;
        foreach (var type in AssemblyClasses.Of(compilation.Assembly))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!hasTorchSharp)
            {
                // Once, and nothing else: without TorchSharp nothing that could be said would be right.
                var location = FindingLocator.LocateClass(type, context.CancellationToken) ?? Location.None;
                context.ReportDiagnostic(
                    Diagnostic.Create(Descriptors.Of(DeclarationRules.TorchSharpMissing), location)
                );
                return;
            }

            foreach (var diagnostic in FindingReporter.Report(type, context.CancellationToken))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    private static ImmutableArray<Compilation> Chosen(
        (Compilation Compilation, bool AnalysisIsOff) input,
        CancellationToken token
    ) => input.AnalysisIsOff ? ImmutableArray.Create(input.Compilation) : ImmutableArray<Compilation>.Empty;
}
