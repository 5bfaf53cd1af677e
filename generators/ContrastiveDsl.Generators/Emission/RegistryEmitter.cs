using System;
using System.Collections.Generic;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints the list of a project's experiments, which its program hands to the command line.</summary>
internal static class RegistryEmitter
{
    /// <summary>
    /// Whether the list can be hidden from other projects. Compilers before 4.14 make the attribute themselves and
    /// allow no other; there a project that sees another's internals must not warn of CS0436.
    /// </summary>
    public static bool HasMark { get; } = typeof(Compilation).Assembly.GetName().Version >= new Version(4, 14);

    /// <summary>The file of the list.</summary>
    /// <param name="experiments">The classes by name.</param>
    /// <param name="warnings">Ids of the warnings that naming them brings.</param>
    public static GeneratedSource Emit(IReadOnlyList<TypeName> experiments, IReadOnlyList<string> warnings) =>
        SourceFile.Compose(
            "ContrastiveDsl.Experiments",
            "the experiments of this project",
            "ContrastiveDsl",
            NameFacts.None,
            writer => Write(writer, experiments),
            [],
            warnings
        );

    /// <summary>
    /// The attribute that hides the list from projects that see this one's internals: the compiler knows it by name.
    /// </summary>
    public static GeneratedSource EmitMark() =>
        SourceFile.Compose(
            "Microsoft.CodeAnalysis.EmbeddedAttribute",
            "the rules of the compiler",
            "Microsoft.CodeAnalysis",
            NameFacts.None,
            writer =>
                writer.WriteLine("internal sealed partial class EmbeddedAttribute : global::System.Attribute { }"),
            []
        );

    private static void Write(IndentedWriter writer, IReadOnlyList<TypeName> experiments)
    {
        XmlDoc.Summary(writer, "The experiments that this project declares.");
        writer.WriteLine(SourceFile.GeneratedCode);
        if (HasMark)
        {
            writer.WriteLine("[global::Microsoft.CodeAnalysis.Embedded]");
        }

        writer.WriteLine("internal static class Experiments");
        using var type = writer.WriteBlock();
        XmlDoc.Summary(writer, "All of them, in the order of their names.");
        writer.WriteLine(
            $"public static global::System.Collections.Generic.IReadOnlyList<{Names.Training}.ExperimentDefinition> All {{ get; }} ="
        );
        writer.WriteLine("[");
        using var list = writer.Indent("];");
        WriteElements(writer, experiments);
    }

    private static void WriteElements(IndentedWriter writer, IReadOnlyList<TypeName> experiments)
    {
        foreach (var experiment in experiments)
        {
            writer.WriteLine($"{experiment.Source}.Definition,");
        }
    }
}
