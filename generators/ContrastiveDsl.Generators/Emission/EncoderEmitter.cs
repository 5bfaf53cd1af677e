using System.Collections.Generic;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints an encoder.</summary>
internal static class EncoderEmitter
{
    /// <summary>The file of an encoder.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, EncoderModel encoder) =>
        SourceFile.Of(declaration, writer =>
        {
            if (encoder.IsCustom)
            {
                WriteOwn(writer, declaration, encoder);
            }
            else
            {
                WriteModule(writer, declaration, encoder);
            }
        });

    private static void WriteModule(IndentedWriter writer, DeclarationModel declaration, EncoderModel encoder)
    {
        var layers = Layers(encoder);
        SourceFile.WriteClassDocumentation(
            writer,
            declaration,
            Code.Of(
                $"Maps images [N, {encoder.Channels}, {encoder.ImageSize}, {encoder.ImageSize}] to features [N, {encoder.Features}]."
            ),
            encoder.Form.Summary + XmlDoc.Count(encoder.ParameterCount) + " parameters."
        );
        SourceFile.WriteClassMark(writer, declaration);
        writer.WriteLine($"sealed partial class {declaration.Identifier} : {Names.Module}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, encoder);
        LayerModule.WriteFields(writer, layers, areMade: true);
        var initialization = encoder.Transformer is { StartsAsMoCoV3: true } ? "in MoCo v3" : "torchvision does";
        XmlDoc.Summary(writer, Code.Of($"An encoder with random weights, initialized as {initialization}."));
        LayerModule.WriteConstructor(writer, declaration, layers, inputParameter: null, areMade: true);
        writer.WriteLine();
        WriteLoad(writer, declaration, encoder);
        writer.WriteLine();
        LayerModule.WriteForward(writer, declaration, layers);
        writer.WriteLine();
        if (encoder.Transformer is not null)
        {
            foreach (var pass in TransformerPass.All)
            {
                pass.WriteTo(writer, declaration, encoder, layers);
            }
        }

        LayerModule.WriteRegisterComponents(writer, declaration);
    }

    /// <summary>A custom module gets its sizes and a way to load it.</summary>
    private static void WriteOwn(IndentedWriter writer, DeclarationModel declaration, EncoderModel encoder)
    {
        writer.WriteLine($"partial class {declaration.Identifier}");
        using var type = writer.WriteBlock();
        WriteSizes(writer, encoder);
        WriteLoad(writer, declaration, encoder);
    }

    /// <summary>The sizes that an encoder states as constants.</summary>
    /// <param name="encoder">The encoder, or <see langword="null"/> where the sizes are unknown.</param>
    public static IReadOnlyList<SizeConstant> Sizes(EncoderModel? encoder) =>
        [
            new("Channels", encoder?.Channels ?? 0, "Channels of the images."),
            new("ImageSize", encoder?.ImageSize ?? 0, "Side of the images in pixels."),
            new("FeatureSize", encoder?.Features ?? 0, "Size of the features."),
        ];

    /// <summary>Its layers, written by the names of these sizes.</summary>
    public static List<EmittedLayer> Layers(EncoderModel encoder) =>
        LayerCode.Of(encoder.Layers, new WidthNames("Channels", "FeatureSize"));

    private static void WriteSizes(IndentedWriter writer, EncoderModel encoder)
    {
        foreach (var size in Sizes(encoder))
        {
            size.WriteTo(writer);
            writer.WriteLine();
        }
    }

    private static void WriteLoad(IndentedWriter writer, DeclarationModel declaration, EncoderModel encoder)
    {
        XmlDoc.Summary(
            writer,
            "An encoder with trained weights, ready for evaluation. Every weight of the encoder must be there, with its shape; the other networks of a checkpoint are left out."
        );
        XmlDoc.Remarks(
            writer,
            "In evaluation mode and without gradients, so that several threads may call it at once, each in a dispose scope of its own. It takes images as the views' Clean method leaves them."
        );
        XmlDoc.Param(writer, "path", "A safetensors file, a checkpoint or the folder of a run.");
        XmlDoc.Param(writer, "device", "Where it lives; the CPU by default.");
        SourceFile.WriteMemberMark(writer, declaration);
        Code.WriteFunction(
            writer,
            "public static " + declaration.Identifier + " Load(string path, " + Names.Device + "? device = null)",
            Names.State
                + ".Weights.LoadForEvaluation("
                + Creation(declaration, encoder)
                + ", path, prefix: \"encoder\")"
        );
        if (encoder.Constructor == CustomConstructor.Nothing)
        {
            writer.Names.Import(Names.Extensions);
        }
    }

    /// <summary>
    /// The encoder before its weights are loaded. A custom one may not take a device, or may not take none.
    /// </summary>
    private static string Creation(DeclarationModel declaration, EncoderModel encoder) =>
        "new "
        + declaration.Identifier
        + encoder.Constructor switch
        {
            CustomConstructor.Nothing => "().to(device ?? " + Names.Torch + ".CPU)",
            CustomConstructor.Device => "(device ?? " + Names.Torch + ".CPU)",
            _ => "(device)",
        };
}
