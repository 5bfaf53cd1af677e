using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a head, whatever it is for.</summary>
internal static class HeadEmitter
{
    /// <summary>The file of a head.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, HeadModel head) =>
        SourceFile.Of(declaration, writer =>
        {
            if (head.Kind == PartKind.Custom)
            {
                WriteOwn(writer, declaration, head);
            }
            else
            {
                WriteModule(writer, declaration, head);
            }
        });

    /// <summary>The constructor's first parameter: optional where the declaration states the size.</summary>
    public static string InputParameter(HeadModel head) =>
        head.Input > 0 ? "int inputSize = InputSize" : "int inputSize";

    private static string Summary(HeadModel head, string input, string output) =>
        head.Role switch
        {
            DeclarationKind.PatchHead when head.Patches == 1 => "Maps the features "
                + input
                + " of an image that a pretext transform has changed to a projection "
                + output
                + ".",
            DeclarationKind.Predictor => "Maps projections "
                + input
                + " of one view to predictions "
                + output
                + " of the other view's projections.",
            DeclarationKind.PatchHead => "Maps the features "
                + input
                + " of an image's patches, in the order of the jigsaw, to one projection "
                + output
                + ".",
            _ => "Maps features " + input + " to projections " + output + ", which the loss compares.",
        };

    private static void WriteModule(IndentedWriter writer, DeclarationModel declaration, HeadModel head)
    {
        // The constructor takes whatever size it is given; a stated size is its default and the one that the comments
        // show.
        var layers = LayerCode.Of(head.WithInput(0).Layers);
        var stated = LayerCode.Of(head.Layers);
        var input = LayerCode.Shape(head.InputShape(head.Input));
        var output = LayerCode.Shape(FeatureShape.Vector(head.Output));
        SourceFile.WriteClassDocumentation(
            writer,
            declaration,
            Summary(head, input, output),
            head.Input > 0 ? XmlDoc.Count(head.ParameterCount) + " parameters." : null
        );
        SourceFile.WriteClassMark(writer, declaration);
        writer.WriteLine($"sealed partial class {declaration.Identifier} : {Names.Module}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, head);
        writer.WriteLine();
        LayerModule.WriteFields(writer, layers, areMade: false);
        XmlDoc.Summary(writer, "A head with random weights.");
        XmlDoc.Param(writer, "inputSize", "Size of the " + Operand(head) + " that it maps.");
        LayerModule.WriteConstructor(writer, declaration, layers, InputParameter(head), areMade: false);
        writer.WriteLine();
        LayerModule.WriteForward(writer, declaration, stated);
        writer.WriteLine();
        LayerModule.WriteRegisterComponents(writer, declaration);
    }

    /// <summary>A custom module gets its sizes.</summary>
    private static void WriteOwn(IndentedWriter writer, DeclarationModel declaration, HeadModel head)
    {
        writer.WriteLine($"partial class {declaration.Identifier}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, head);
    }

    private static void WriteSizes(IndentedWriter writer, HeadModel head)
    {
        if (head.Input > 0)
        {
            XmlDoc.Constant(
                writer,
                "int",
                "InputSize",
                CSharpLiteral.Of(head.Input),
                "Size of the " + Operand(head) + " that it maps, from [" + Words.Declaring(head.Role) + "]."
            );
            writer.WriteLine();
        }

        XmlDoc.Constant(
            writer,
            "int",
            "OutputSize",
            CSharpLiteral.Of(head.Output),
            "Size of the " + (head.Role == DeclarationKind.Predictor ? "predictions." : "projections.")
        );
    }

    private static string Operand(HeadModel head) =>
        head.Role == DeclarationKind.Predictor ? "projections" : "features";
}
