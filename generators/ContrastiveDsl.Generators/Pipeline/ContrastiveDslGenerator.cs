using System.Collections.Generic;
using ContrastiveDsl.Generators.Emission;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>
/// Writes the code of declared encoders, heads, augmentation families, losses and experiments, and the module
/// initializer of their project.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContrastiveDslGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<CompilationFacts> facts = CompilationFacts.Of(context);

        // The parts.
        foreach (var part in Parts())
        {
            context.RegisterSourceOutput(DeclaredClasses.With(context, facts, part + "Attribute"), Output.WriteClass);
        }

        // The experiments, one attribute for each method.
        var experiments = new List<IncrementalValuesProvider<AnalyzedClass>>();
        foreach (var method in MethodCatalogue.All)
        {
            var declared = DeclaredClasses.With(context, facts, method.Word + "Attribute");
            context.RegisterSourceOutput(declared, Output.WriteClass);
            experiments.Add(declared);
        }

        // The list of experiments is the only output that knows more than one class.
        IncrementalValueProvider<Registry> registry = Registry.Of(experiments);
        context.RegisterSourceOutput(registry, Output.WriteRegistry);

        // Torch's native library has to be prepared before its first use, whether the project declares anything or not.
        context.RegisterSourceOutput(facts, Output.WritePreparation);

        // Findings are the analyzer's, unless it does not run.
        IncrementalValuesProvider<Compilation> unanalyzed = UnanalyzedFindings.Of(context);
        context.RegisterSourceOutput(unanalyzed, UnanalyzedFindings.Report);
    }

    private static IEnumerable<string> Parts()
    {
        yield return Words.Of<EncoderAttribute>();
        yield return Words.Of<ProjectionHeadAttribute>();
        yield return Words.Of<PredictionHeadAttribute>();
        yield return Words.Of<PatchHeadAttribute>();
        yield return Words.Of<AugmentationFamilyAttribute>();
        foreach (var loss in LossCatalogue.All)
        {
            yield return loss.Word;
        }
    }
}
