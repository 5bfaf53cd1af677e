using ContrastiveDsl.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>Adds the files.</summary>
internal static class Output
{
    /// <summary>Adds the files of a class.</summary>
    public static void WriteClass(SourceProductionContext context, JudgedClass judged)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        foreach (var source in ClassEmitter.Emit(judged))
        {
            context.AddSource(source.HintName, source.Text);
        }
    }

    /// <summary>Adds the list of experiments.</summary>
    public static void WriteRegistry(SourceProductionContext context, Registry registry)
    {
        if (registry.IsNeeded)
        {
            var source = RegistryEmitter.Emit(registry.Experiments);
            context.AddSource(source.HintName, source.Text);
        }
    }
}
