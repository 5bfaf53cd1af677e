using System;
using ContrastiveDsl.Generators.Diagnostics;
using ContrastiveDsl.Generators.Emission;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>Adds the files.</summary>
internal static class Output
{
    /// <summary>Adds the files of a class.</summary>
    public static void WriteClass(SourceProductionContext context, AnalyzedClass analyzed)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        try
        {
            foreach (var source in ClassEmitter.Emit(analyzed))
            {
                context.AddSource(source.HintName, source.Text);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An exception that leaves the generator hides everything else that it has to say, about every class.
            var rule = Descriptors.Of(InternalRules.Failure);
            context.ReportDiagnostic(
                Diagnostic.Create(rule, Location.None, analyzed.Declaration.Type.Name, Failure.Describe(exception))
            );
        }
    }

    /// <summary>Adds the list of experiments.</summary>
    public static void WriteRegistry(SourceProductionContext context, Registry registry)
    {
        if (registry.IsNeeded)
        {
            var source = RegistryEmitter.Emit(registry.Experiments, registry.Warnings);
            context.AddSource(source.HintName, source.Text);
            if (RegistryEmitter.HasMark)
            {
                var mark = RegistryEmitter.EmitMark();
                context.AddSource(mark.HintName, mark.Text);
            }
        }
    }

    /// <summary>Adds the module initializer of a project that can use Torch.</summary>
    public static void WritePreparation(SourceProductionContext context, CompilationFacts facts)
    {
        if (facts.CanPrepareTorch)
        {
            var source = PrepareTorchEmitter.Emit();
            context.AddSource(source.HintName, source.Text);
        }
    }
}
