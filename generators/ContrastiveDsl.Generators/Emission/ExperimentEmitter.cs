using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints an experiment: what all have in common around the loop of its method.</summary>
internal static class ExperimentEmitter
{
    /// <summary>The file of the experiment.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, ExperimentModel experiment)
    {
        var writer = new IndentedWriter();
        var parts = new ExperimentParts(declaration, experiment);
        var method = MethodEmitter.Of(experiment.Method);
        using (SourceFile.Begin(writer, declaration))
        {
            XmlDoc.Summary(writer, method.Summary(experiment));
            XmlDoc.Remarks(writer, parts.Overview);
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"sealed partial class {declaration.Identifier} : {Names.Training}.IExperiment");
            using var type = writer.WriteBlock();
            ExperimentFrame.WriteHead(writer, parts);
            TrainingLoop.Write(writer, parts, method);
            writer.WriteLine();
            ExperimentFrame.WriteTail(writer, parts);
        }

        return GeneratedSource.Create(declaration.HintName, writer);
    }
}
