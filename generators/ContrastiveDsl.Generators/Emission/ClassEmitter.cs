using System;
using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a declared class, whatever it declares.</summary>
internal static class ClassEmitter
{
    /// <summary>The files of a class: none where it cannot be re-opened, a stub where it is faulty.</summary>
    public static IEnumerable<GeneratedSource> Emit(AnalyzedClass analyzed)
    {
        if (!analyzed.Declaration.CanReopen)
        {
            return [];
        }

        if (analyzed.Fault is not null)
        {
            return StubEmitter.Emit(analyzed) is { } stub ? [stub] : [];
        }

        return EmitSound(analyzed);
    }

    private static IEnumerable<GeneratedSource> EmitSound(AnalyzedClass analyzed)
    {
        var declaration = analyzed.Declaration;
        return analyzed.Models switch
        {
            { Encoder: { } encoder } => [EncoderEmitter.Emit(declaration, encoder)],
            { Head: { } head } => [HeadEmitter.Emit(declaration, head)],
            { Views: { } views } => [ViewsEmitter.Emit(declaration, views)],
            { Loss: { } loss } => LossEmitter.Emit(declaration, loss) is { } source ? [source] : [],
            { Experiment: { } experiment } =>
            [
                ExperimentEmitter.Emit(declaration, experiment),
                DefinitionEmitter.Emit(declaration, experiment),
            ],
            _ => throw new NotSupportedException("No emitter is known for " + declaration.Type.Qualified + "."),
        };
    }
}
