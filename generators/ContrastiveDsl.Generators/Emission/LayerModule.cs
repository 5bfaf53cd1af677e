using System.Collections.Generic;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The parts of a module that is made of layers: fields, construction, registration and the forward pass.</summary>
internal static class LayerModule
{
    /// <summary>Writes one field for each layer that is more than an operation.</summary>
    public static void WriteFields(IndentedWriter writer, List<EmittedLayer> layers)
    {
        foreach (var layer in layers)
        {
            if (layer.HasField)
            {
                writer.WriteLine($"private readonly {layer.FieldType} {layer.Field};");
            }
        }

        writer.WriteLine();
    }

    /// <summary>Writes the constructor: modules, first weights, registration under the state dict's keys, the move to the device.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="declaration">The class.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="inputParameter">The parameter before the device, or <see langword="null"/>.</param>
    public static void WriteConstructor(IndentedWriter writer, DeclarationModel declaration, List<EmittedLayer> layers, string? inputParameter)
    {
        XmlDoc.Param(writer, "device", "Where it lives; the CPU by default.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public {declaration.Identifier}({Code.Arguments(inputParameter, Names.Device + "? device = null")})");
        using (writer.Indent())
        {
            writer.WriteLine($": base({CSharpLiteral.Of(declaration.Type.Name)})");
        }

        using var body = writer.WriteBlock();
        WriteConstruction(writer, layers);
    }

    /// <summary>Writes the override that keeps TorchSharp from registering fields by reflection.</summary>
    public static void WriteRegisterComponents(IndentedWriter writer, DeclarationModel declaration)
    {
        XmlDoc.Summary(writer, "Does nothing: the constructor registers every module by name.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine("protected override void RegisterComponents()");
        using (writer.WriteBlock())
        {
        }
    }

    /// <summary>Writes the forward pass: one statement a layer, a ReLU on the statement before it, shapes in comments.</summary>
    public static void WriteForward(IndentedWriter writer, DeclarationModel declaration, List<EmittedLayer> layers)
    {
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public override {Names.Tensor} forward({Names.Tensor} input)");
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        WriteStatements(writer, layers);
        writer.WriteLine("return x.MoveToOuterDisposeScope();");
    }

    private static void WriteConstruction(IndentedWriter writer, List<EmittedLayer> layers)
    {
        foreach (var layer in layers)
        {
            if (layer.HasField)
            {
                writer.WriteLine($"{layer.Field} = {layer.Creation};");
            }
        }

        writer.WriteLine();
        WriteInitialization(writer, layers);
        foreach (var layer in layers)
        {
            if (layer.HasField)
            {
                writer.WriteLine($"{layer.Registration}");
            }
        }

        WriteMove(writer);
    }

    private static void WriteInitialization(IndentedWriter writer, List<EmittedLayer> layers)
    {
        var any = false;
        foreach (var layer in layers)
        {
            if (layer.Initialization is { } initialization)
            {
                writer.WriteLine($"{initialization}");
                any = true;
            }
        }

        if (any)
        {
            writer.WriteLine();
        }
    }

    private static void WriteMove(IndentedWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine("if (device is not null)");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"{Names.To}(this, device);");
        }
    }

    private static void WriteStatements(IndentedWriter writer, List<EmittedLayer> layers)
    {
        var lines = new CommentedLines();
        for (var i = 0; i < layers.Count; i++)
        {
            var first = i == 0;
            var expression = Apply(layers, i, first ? "input" : "x");
            var input = layers[i].Layer.Input;
            while (i + 1 < layers.Count && layers[i + 1].Layer.Layer is ReluLayer)
            {
                i++;
                expression = Apply(layers, i, expression);
            }

            var output = layers[i].Layer.Output;
            lines.Add((first ? "var x = " : "x = ") + expression + ";", Comment(first, input, output));
        }

        lines.WriteTo(writer);
    }

    private static string Apply(List<EmittedLayer> layers, int index, string operand) => layers[index].Layer.Layer switch
    {
        ReluLayer => operand + (MayChangeInPlace(layers, index) ? ".relu_()" : ".relu()"),
        GlobalAveragePoolLayer => operand + ".mean(new long[] { 2, 3 })",
        FlattenLayer or ConcatenateLayer => operand + ".flatten(1)",
        PatchEmbeddingLayer => layers[index].Field + ".call(" + operand + ").flatten(2).transpose(1, 2)",
        ClassTokenLayer => Names.Torch + ".cat(new[] { " + layers[index].Field + ".expand(" + operand + ".shape[0], -1, -1), " + operand + " }, 1)",
        TakeClassTokenLayer => operand + ".select(1, 0)",
        _ => layers[index].Field + ".call(" + operand + ")",
    };

    /// <summary>
    /// Whether nothing else holds what the layer before has put out: neither the caller (of the very first input, which dropout may pass on, or of a view of it)
    /// nor the backward pass (which reads the output of a ReLU and of a block that ends in one).
    /// </summary>
    private static bool MayChangeInPlace(List<EmittedLayer> layers, int index) =>
        index > 0
        && layers[index - 1].Layer.Layer is ConvLayer or LinearLayer or BatchNormLayer or GroupNormLayer or LayerNormLayer or MaxPoolLayer or GlobalAveragePoolLayer;

    private static string? Comment(bool first, FeatureShape input, FeatureShape output)
    {
        if (first)
        {
            return LayerCode.Shape(input) + " -> " + LayerCode.Shape(output);
        }

        return input == output ? null : "-> " + LayerCode.Shape(output);
    }
}
