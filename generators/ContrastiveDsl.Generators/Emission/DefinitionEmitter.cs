using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Prints what programs see of an experiment: its class, whose attributes they read again, what of its custom parts is
/// no attribute, and its factory. A file of its own, so that the loop stays readable.
/// </summary>
internal static class DefinitionEmitter
{
    /// <summary>The file of the definition.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, ExperimentModel experiment)
    {
        var layout = ExperimentLayout.Of(experiment);
        return SourceFile.Of(
            declaration,
            writer => Write(writer, declaration, layout),
            ".Definition",
            layout.Members.Select(member => member.Name)
        );
    }

    private static void Write(IndentedWriter writer, DeclarationModel declaration, ExperimentLayout layout)
    {
        var definition = layout.Properties.First(property => property.Name == "Definition");
        writer.WriteLine($"partial class {declaration.Identifier}");
        using var type = writer.WriteBlock();
        XmlDoc.Summary(writer, definition.Summary);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"{definition.Modifiers} {definition.Type} {definition.Name} {{ get; }} = new(");
        using var arguments = writer.Indent();
        writer.WriteLine($"typeof({declaration.Identifier}),");
        writer.WriteLine($"compiledWith: {CSharpLiteral.Of(SourceFile.Version)},");
        writer.WriteLine($"fingerprint: {CSharpLiteral.Of(Fingerprint.Of(layout.Model!))},");
        writer.WriteLine("Defaults,");
        writer.WriteLine(
            string.Join(",\n", [$"settings => new {declaration.Identifier}(settings)", .. CustomParts(layout.Model!)])
                + ");"
        );
    }

    private static IEnumerable<string> CustomParts(ExperimentModel experiment)
    {
        var known = new HashSet<TypeName>();
        foreach (var encoder in experiment.Encoders)
        {
            if (encoder.IsCustom && known.Add(encoder.Type))
            {
                yield return Module(encoder.Type, encoder.Constructor == CustomConstructor.Device);
            }
        }

        foreach (var head in experiment.Heads)
        {
            if (head.IsCustom && known.Add(head.Type))
            {
                yield return Module(head.Type, head.Constructor == CustomConstructor.InputSizeAndDevice);
            }
        }

        if (experiment.Loss is { IsCustom: true } loss)
        {
            yield return Names.Training
                + ".CustomPart.Loss(typeof("
                + loss.Type.Source
                + "), "
                + string.Join(", ", loss.CustomParameters)
                + ")";
        }
    }

    private static string Module(TypeName type, bool takesDevice) =>
        Names.Training
        + ".CustomPart.Module(typeof("
        + type.Source
        + "), takesDevice: "
        + CSharpLiteral.Of(takesDevice)
        + ")";
}
