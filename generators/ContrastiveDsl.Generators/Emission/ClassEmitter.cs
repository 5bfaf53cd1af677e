using System;
using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a declared class, whatever it declares.</summary>
internal static class ClassEmitter
{
    /// <summary>The files of a class: none where it cannot be re-opened, a stub where it is faulty.</summary>
    public static IEnumerable<GeneratedSource> Emit(JudgedClass judged)
    {
        if (!judged.Declaration.CanReopen)
        {
            return [];
        }

        if (judged.Fault is not null)
        {
            return StubEmitter.Emit(judged) is { } stub ? [stub] : [];
        }

        return EmitSound(judged);
    }

    private static IEnumerable<GeneratedSource> EmitSound(JudgedClass judged)
    {
        var declaration = judged.Declaration;
        return judged.Models switch
        {
            { Encoder: { } encoder } => [EncoderEmitter.Emit(declaration, encoder)],
            { Head: { } head } => [HeadEmitter.Emit(declaration, head)],
            { Views: { } views } => [ViewsEmitter.Emit(declaration, views)],
            { Loss: { } loss } => LossEmitter.Emit(declaration, loss) is { } source ? [source] : [],
            { Experiment: { } experiment } => [ExperimentEmitter.Emit(declaration, experiment), DefinitionEmitter.Emit(declaration, experiment)],
            _ => throw new NotSupportedException("No emitter is known for " + declaration.Type.Qualified + "."),
        };
    }
}
