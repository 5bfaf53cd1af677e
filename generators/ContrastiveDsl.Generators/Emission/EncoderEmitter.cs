using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints an encoder.</summary>
internal static class EncoderEmitter
{
    /// <summary>The file of an encoder.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, EncoderModel encoder)
    {
        var writer = new IndentedWriter();
        using (SourceFile.Begin(writer, declaration))
        {
            if (encoder.Kind == PartKind.Own)
            {
                WriteOwn(writer, declaration, encoder);
            }
            else
            {
                WriteModule(writer, declaration, encoder);
            }
        }

        return GeneratedSource.Create(declaration.HintName, writer);
    }

    /// <summary>Writes the sizes that an encoder of every kind states.</summary>
    public static void WriteSizes(IndentedWriter writer, EncoderModel encoder, bool mark)
    {
        WriteSize(writer, "Channels", encoder.Channels, "Channels of the images.", mark);
        WriteSize(writer, "ImageSize", encoder.ImageSize, "Side of the images in pixels.", mark);
        WriteSize(writer, "FeatureSize", encoder.Features, "Size of the features.", mark);
    }

    private static void WriteSize(IndentedWriter writer, string name, int value, string summary, bool mark)
    {
        XmlDoc.Summary(writer, summary);
        WriteMark(writer, mark);
        writer.WriteLine($"public const int {name} = {value};");
        writer.WriteLine();
    }

    private static void WriteMark(IndentedWriter writer, bool mark)
    {
        if (mark)
        {
            writer.WriteLine(SourceFile.GeneratedCode);
        }
    }

    private static void WriteModule(IndentedWriter writer, DeclarationModel declaration, EncoderModel encoder)
    {
        var layers = LayerCode.Of(encoder.Layers);
        XmlDoc.Summary(writer, Code.Of($"Maps images [N, {encoder.Channels}, {encoder.ImageSize}, {encoder.ImageSize}] to features [N, {encoder.Features}]."));
        XmlDoc.Remarks(writer, Description(encoder) + ParameterCount.Of(encoder.Layers) + " parameters.");
        SourceFile.WriteAttributes(writer);
        writer.WriteLine($"sealed partial class {declaration.Identifier} : {Names.Module}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, encoder, mark: false);
        LayerModule.WriteFields(writer, layers);
        writer.WriteLine();

        XmlDoc.Summary(writer, "An encoder with random weights, initialised as torchvision does.");
        XmlDoc.Param(writer, "device", "Where it lives; the CPU by default.");
        writer.WriteLine($"public {declaration.Identifier}({Names.Device}? device = null)");
        using (writer.Indent())
        {
            writer.WriteLine($": base({CSharpLiteral.Of(declaration.Type.Name)})");
        }

        using (writer.WriteBlock())
        {
            LayerModule.WriteConstruction(writer, layers);
        }

        writer.WriteLine();
        WriteLoad(writer, declaration, encoder, mark: false);
        writer.WriteLine();
        LayerModule.WriteForward(writer, layers);
        writer.WriteLine();
        LayerModule.WriteRegisterComponents(writer);
    }

    /// <summary>The user's own module gets its sizes and a way to load it. Its members are marked one by one, since the class is the user's.</summary>
    private static void WriteOwn(IndentedWriter writer, DeclarationModel declaration, EncoderModel encoder)
    {
        writer.WriteLine($"partial class {declaration.Identifier}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, encoder, mark: true);
        WriteLoad(writer, declaration, encoder, mark: true);
    }

    private static void WriteLoad(IndentedWriter writer, DeclarationModel declaration, EncoderModel encoder, bool mark)
    {
        var creation = encoder.Constructor switch
        {
            OwnConstructor.None => "new " + declaration.Identifier + "(device)",
            OwnConstructor.Device => "new " + declaration.Identifier + "(device ?? " + Names.Torch + ".CPU)",
            _ => "new " + declaration.Identifier + "()",
        };
        XmlDoc.Summary(writer, "An encoder with trained weights, ready for evaluation. Every weight must be there, with its shape, and no other.");
        XmlDoc.Param(writer, "path", "A safetensors file, a checkpoint or the folder of a run.");
        XmlDoc.Param(writer, "device", "Where it lives; the CPU by default.");
        WriteMark(writer, mark);
        writer.WriteLine($"public static {declaration.Identifier} Load(string path, {Names.Device}? device = null)");
        using var body = writer.WriteBlock();
        writer.WriteLine($"var encoder = {creation};");
        writer.WriteLine($"{Names.Training}.Weights.Load(encoder, path, prefix: \"encoder\");");
        writer.WriteLine("encoder.eval();");
        writer.WriteLine(encoder.Constructor == OwnConstructor.Nothing ? "return device is null ? encoder : " + Names.To + "(encoder, device);" : "return encoder;");
    }

    private static string Description(EncoderModel encoder)
    {
        if (encoder.Kind != PartKind.Catalogue)
        {
            return string.Empty;
        }

        var name = EnumName.Of(encoder.Backbone).Insert("ResNet".Length, "-");
        return name + (encoder.Stem == Stem.Small ? " with the stem for small images, " : ", ");
    }
}
