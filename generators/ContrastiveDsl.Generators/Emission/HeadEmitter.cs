using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a projection head.</summary>
internal static class HeadEmitter
{
    /// <summary>The file of a head.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, HeadModel head)
    {
        var writer = new IndentedWriter();
        using (SourceFile.Begin(writer, declaration))
        {
            if (head.Kind == PartKind.Own)
            {
                WriteOwn(writer, declaration, head);
            }
            else
            {
                WriteModule(writer, declaration, head);
            }
        }

        return GeneratedSource.Create(declaration.HintName, writer);
    }

    /// <summary>The constructor's first parameter: optional where the declaration states the size.</summary>
    public static string InputParameter(HeadModel head) => head.Input > 0 ? "int inputSize = InputSize" : "int inputSize";

    private static void WriteModule(IndentedWriter writer, DeclarationModel declaration, HeadModel head)
    {
        var layers = LayerCode.Of(head.Layers);
        var input = LayerCode.Shape(FeatureShape.Vector(head.Input));
        XmlDoc.Summary(writer, "Maps features " + input + " to projections " + LayerCode.Shape(FeatureShape.Vector(head.Output)) + ", which the loss compares.");
        if (head.Input > 0)
        {
            XmlDoc.Remarks(writer, ParameterCount.Of(head.Layers) + " parameters.");
        }

        SourceFile.WriteAttributes(writer);
        writer.WriteLine($"sealed partial class {declaration.Identifier} : {Names.Module}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, head, mark: false);
        writer.WriteLine();
        LayerModule.WriteFields(writer, layers);
        writer.WriteLine();

        XmlDoc.Summary(writer, "A head with random weights.");
        XmlDoc.Param(writer, "inputSize", "Size of the features that it maps.");
        XmlDoc.Param(writer, "device", "Where it lives; the CPU by default.");
        writer.WriteLine($"public {declaration.Identifier}({InputParameter(head)}, {Names.Device}? device = null)");
        using (writer.Indent())
        {
            writer.WriteLine($": base({CSharpLiteral.Of(declaration.Type.Name)})");
        }

        using (writer.WriteBlock())
        {
            LayerModule.WriteConstruction(writer, layers);
        }

        writer.WriteLine();
        LayerModule.WriteForward(writer, layers);
        writer.WriteLine();
        LayerModule.WriteRegisterComponents(writer);
    }

    /// <summary>The user's own module gets its sizes, marked one by one, since the class is the user's.</summary>
    private static void WriteOwn(IndentedWriter writer, DeclarationModel declaration, HeadModel head)
    {
        writer.WriteLine($"partial class {declaration.Identifier}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, head, mark: true);
    }

    /// <summary>Writes the sizes that a head of every kind states.</summary>
    public static void WriteSizes(IndentedWriter writer, HeadModel head, bool mark)
    {
        if (head.Input > 0)
        {
            WriteSize(writer, "InputSize", head.Input, "Size of the features that it maps, from [ProjectionHead].", mark);
            writer.WriteLine();
        }

        WriteSize(writer, "OutputSize", head.Output, "Size of the projections.", mark);
    }

    private static void WriteSize(IndentedWriter writer, string name, int value, string summary, bool mark)
    {
        XmlDoc.Summary(writer, summary);
        if (mark)
        {
            writer.WriteLine(SourceFile.GeneratedCode);
        }

        writer.WriteLine($"public const int {name} = {value};");
    }
}
