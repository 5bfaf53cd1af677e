using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints what programs see of an experiment: its declaration as data and its factory. A file of its own, so that the loop stays readable.</summary>
internal static class DefinitionEmitter
{
    /// <summary>The file of the definition.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, ExperimentModel experiment)
    {
        var writer = new IndentedWriter();
        using (SourceFile.Begin(writer, declaration))
        {
            writer.WriteLine($"partial class {declaration.Identifier}");
            using var type = writer.WriteBlock();
            XmlDoc.Summary(writer, "The declaration with everything inferred, its default settings and its factory.");
            SourceFile.WriteMemberMark(writer, declaration);
            writer.WriteLine($"public static {Names.Training}.ExperimentDefinition Definition {{ get; }} = new(");
            using var arguments = writer.Indent();
            writer.WriteLine($"{ModelLiteral.Of(experiment, declaration.Containers.Count + 2)},");
            writer.WriteLine("Defaults,");
            writer.WriteLine($"settings => new {declaration.Identifier}(settings));");
        }

        return GeneratedSource.Create(declaration.HintName + ".Definition", writer);
    }
}
