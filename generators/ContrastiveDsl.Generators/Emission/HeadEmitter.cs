using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a head, whatever it is for.</summary>
internal static class HeadEmitter
{
    private const string Patches = "Patches";
    private const string Hidden = "HiddenSize";
    private const string Output = "OutputSize";

    /// <summary>The file of a head.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, HeadModel head) =>
        SourceFile.Of(declaration, writer =>
        {
            if (head.IsCustom)
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
            DeclarationKind.PatchHead when head.OfPatches is { Patches: 1 } => "Maps the features "
                + input
                + " of an image that a pretext transform has changed to a projection "
                + output
                + ".",
            DeclarationKind.Predictor => "Maps projections "
                + input
                + " of one view to predictions "
                + output
                + " of the other view's projections.",
            DeclarationKind.PatchHead => Code.Of(
                $"Maps each patch's features to {head.Form.HiddenSize}, and these, concatenated in the order in which the patches come, to one projection of the image: {input} -> {output}."
            ),
            _ => "Maps features " + input + " to projections " + output + ", which the loss compares.",
        };

    private static void WriteModule(IndentedWriter writer, DeclarationModel declaration, HeadModel head)
    {
        // The constructor takes whatever size it is given; a stated size is its default and the one that the comments
        // show.
        var layers = Layers(head.WithInput(0));
        var stated = Layers(head);
        var input = LayerCode.Shape(head.Form.InputShape(head.Input));
        var output = LayerCode.Shape(FeatureShape.Vector(head.Output));
        SourceFile.WriteClassDocumentation(
            writer,
            declaration,
            Summary(head, input, output),
            head.Input > 0 ? [XmlDoc.Count(head.ParameterCount) + " parameters."] : []
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

    /// <summary>The sizes that a head states as constants.</summary>
    public static IReadOnlyList<SizeConstant> Sizes(HeadModel head)
    {
        var (sizes, word) = (new List<SizeConstant>(), Words.Declaring(head.Role));
        if (head.Input > 0)
        {
            sizes.Add(
                new(
                    "InputSize",
                    head.Input,
                    "Size of the " + Operand(head) + " that it maps" + Provenance.Of(word, isWritten: true)
                )
            );
        }

        if (Concatenated(head) is { } patches)
        {
            var isWritten = head.States(nameof(PatchHeadAttribute.Patches));
            sizes.Add(new(Patches, patches, "Patches of an image" + Provenance.Of(word, isWritten)));
        }

        if (head.Form.HiddenSize > 0)
        {
            sizes.Add(
                new(
                    Hidden,
                    head.Form.HiddenSize,
                    Concatenated(head) is not null ? "Size that the features of each patch are mapped to."
                        : Weighted(head) > 2 ? "Size of the hidden layers."
                        : "Size of the hidden layer."
                )
            );
        }

        sizes.Add(OutputSize(head.Output, head.Role == DeclarationKind.Predictor ? "predictions" : "projections"));
        return sizes;
    }

    /// <summary>The size of the output as a constant.</summary>
    /// <param name="size">The size; 0 where it is unknown.</param>
    /// <param name="output">What the head puts out.</param>
    public static SizeConstant OutputSize(int size, string output = "projections") =>
        new(Output, size, "Size of the " + output + ".");

    /// <summary>Its layers, written by the names of these sizes.</summary>
    public static List<EmittedLayer> Layers(HeadModel head) =>
        LayerCode.Of(
            head.Layers,
            new WidthNames(
                "inputSize",
                Output,
                head.Form.HiddenSize > 0 ? Hidden : null,
                Concatenated(head) is null ? null : Patches
            ),
            inFullPrecision: true
        );

    private static void WriteSizes(IndentedWriter writer, HeadModel head)
    {
        var sizes = Sizes(head);
        for (var i = 0; i < sizes.Count; i++)
        {
            if (i > 0)
            {
                writer.WriteLine();
            }

            sizes[i].WriteTo(writer);
        }
    }

    private static int Weighted(HeadModel head) =>
        head.Layers.Count(layer => layer.Layer is LinearLayer or PatchProjectionLayer);

    /// <summary>How many patches it concatenates what it makes of, if there are several.</summary>
    private static int? Concatenated(HeadModel head) =>
        head.OfPatches is { Patches: > 1 and var patches } ? patches : null;

    private static string Operand(HeadModel head) =>
        head.Role == DeclarationKind.Predictor ? "projections" : "features";
}
