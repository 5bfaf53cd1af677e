using ContrastiveDsl.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>Writes the code of declared encoders, heads, augmentation families, losses and experiments.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContrastiveDslGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<CompilationFacts> facts = CompilationFacts.Of(context);

        // The parts.
        context.RegisterSourceOutput(DeclaredClasses.With(context, facts, "EncoderAttribute"), Output.WriteClass);
        context.RegisterSourceOutput(DeclaredClasses.With(context, facts, "ProjectionHeadAttribute"), Output.WriteClass);
        context.RegisterSourceOutput(DeclaredClasses.With(context, facts, "AugmentationFamilyAttribute"), Output.WriteClass);
        context.RegisterSourceOutput(DeclaredClasses.With(context, facts, "NtXentLossAttribute"), Output.WriteClass);

        // The experiments, one attribute for each method.
        IncrementalValuesProvider<JudgedClass> simClr = DeclaredClasses.With(context, facts, "SimClrAttribute");
        context.RegisterSourceOutput(simClr, Output.WriteClass);

        // The list of experiments is the only output that knows more than one class.
        IncrementalValueProvider<Registry> registry = Registry.Of(simClr);
        context.RegisterSourceOutput(registry, Output.WriteRegistry);

        // Findings are the analyzer's, unless it does not run.
        IncrementalValuesProvider<Compilation> unanalyzed = UnanalyzedFindings.Of(context);
        context.RegisterSourceOutput(unanalyzed, UnanalyzedFindings.Report);
    }
}
