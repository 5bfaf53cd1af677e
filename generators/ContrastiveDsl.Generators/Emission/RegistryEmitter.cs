using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints the list of a project's experiments, which its program hands to the command line.</summary>
internal static class RegistryEmitter
{
    /// <summary>The file of the list.</summary>
    /// <param name="experiments">The classes by name.</param>
    public static GeneratedSource Emit(IReadOnlyList<TypeName> experiments)
    {
        var writer = new IndentedWriter();
        SourceFile.WriteHeader(writer, "the experiments of this project");
        writer.WriteLine("namespace ContrastiveDsl;");
        writer.WriteLine();
        XmlDoc.Summary(writer, "The experiments that this project declares.");
        writer.WriteLine(SourceFile.GeneratedCode);
        writer.WriteLine("internal static class Experiments");
        using (writer.WriteBlock())
        {
            XmlDoc.Summary(writer, "All of them, in the order of their names.");
            writer.WriteLine($"public static global::System.Collections.Generic.IReadOnlyList<{Names.Training}.ExperimentDefinition> All {{ get; }} =");
            writer.WriteLine("[");
            using (writer.Indent("];"))
            {
                WriteElements(writer, experiments);
            }
        }

        return GeneratedSource.Create("ContrastiveDsl.Experiments", writer);
    }

    private static void WriteElements(IndentedWriter writer, IReadOnlyList<TypeName> experiments)
    {
        foreach (var experiment in experiments)
        {
            writer.WriteLine($"{experiment.Source}.Definition,");
        }
    }
}
