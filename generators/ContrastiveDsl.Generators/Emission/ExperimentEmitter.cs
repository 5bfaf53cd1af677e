using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints an experiment: what all have in common around the loop of its method.</summary>
internal static class ExperimentEmitter
{
    /// <summary>The file of the experiment.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, ExperimentModel experiment)
    {
        var layout = ExperimentLayout.Of(experiment);
        return SourceFile.Of(
            declaration,
            writer => Write(writer, declaration, layout),
            members: layout.Members.Select(member => member.Name)
        );
    }

    private static void Write(IndentedWriter writer, DeclarationModel declaration, ExperimentLayout layout)
    {
        var step = StepEmitter.Of(layout.Model!.Method.Facts);
        var frame = new ExperimentFrame(writer, declaration, layout);
        SourceFile.WriteClassDocumentation(
            writer,
            declaration,
            step.Summary(layout.Model),
            FactLines.Of(layout.Parts!, step.Overview(layout.Parts!))
        );
        SourceFile.WriteClassMark(writer, declaration);
        writer.WriteLine($"sealed partial class {declaration.Identifier} : {Names.Training}.IExperiment");
        using var type = writer.WriteBlock();
        frame.WriteHead();
        TrainingLoop.Write(writer, declaration, layout, step);
        writer.WriteLine();
        ViewsCode.WriteMethods(writer, declaration, layout.Parts!, step.Sampling(layout.Parts!));
        writer.WriteLine();
        frame.WriteTail();
    }
}
