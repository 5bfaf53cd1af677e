using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The parts of a module that is made of layers: fields, construction, registration and the forward pass.
/// </summary>
internal static class LayerModule
{
    /// <summary>Writes one field for each layer that is more than an operation.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="areMade">Whether they are made at once: nothing about them depends on the constructor's
    /// parameters.</param>
    public static void WriteFields(IndentedWriter writer, List<EmittedLayer> layers, bool areMade)
    {
        foreach (var layer in layers.Where(layer => layer.HasField))
        {
            writer.WriteLine(
                $"private readonly {layer.FieldType} {layer.Field}{(areMade ? " = " + Shortened(layer) : string.Empty)};"
            );
        }

        writer.WriteLine();
    }

    private static string Shortened(EmittedLayer layer)
    {
        var start = "new " + layer.FieldType + "(";
        return layer.Creation.StartsWith(start, StringComparison.Ordinal)
            ? "new(" + layer.Creation.Substring(start.Length)
            : layer.Creation;
    }

    /// <summary>
    /// Writes the constructor: modules where fields do not make them, first weights, registration under the state
    /// dict's keys, the move to the device.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="declaration">The class.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="inputParameter">The parameter before the device, or <see langword="null"/>.</param>
    /// <param name="areMade">Whether fields make the modules.</param>
    public static void WriteConstructor(
        IndentedWriter writer,
        DeclarationModel declaration,
        List<EmittedLayer> layers,
        string? inputParameter,
        bool areMade
    )
    {
        XmlDoc.Param(writer, "device", "Where it lives; the CPU by default.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine(
            $"public {declaration.Identifier}({Code.Arguments(inputParameter, Names.Device + "? device = null")})"
        );
        using (writer.Indent())
        {
            writer.WriteLine($": base(nameof({declaration.Identifier}))");
        }

        using var body = writer.WriteBlock();
        var fields = layers.Where(layer => layer.HasField).ToArray();
        if (!areMade)
        {
            WriteParagraph(writer, fields.Select(Assignment));
        }

        WriteParagraph(writer, layers.Select(layer => layer.Initialization).OfType<string>());
        if (fields.Any(layer => char.IsDigit(layer.Layer.Name[0])))
        {
            writer.WriteComment(
                "Keys of the state dict by position, as in a Sequential; an activation has a position, too."
            );
        }
        else if (fields.Any(layer => layer.Layer.Owner.Length > 0))
        {
            writer.WriteComment(
                "The keys of the state dict are torchvision's"
                    + (fields.Any(layer => layer.Layer.Layer is RegisterTokensLayer) ? ", and register_tokens." : ".")
            );
        }

        WriteParagraph(writer, fields.Select(layer => layer.Registration).Where(statement => statement.Length > 0));
        writer.WriteLine($"this.to(device ?? {Names.Torch}.CPU);");
        writer.Names.Import(Names.Extensions);
    }

    private static string Assignment(EmittedLayer layer) =>
        (
            layer.InFullPrecision
                ? "// In float32 whatever precision the run has: the loss compares what this layer puts out.\n"
                : string.Empty
        )
        + layer.Field
        + " = "
        + layer.Creation
        + ";";

    /// <summary>Writes the override that keeps TorchSharp from registering fields by reflection.</summary>
    public static void WriteRegisterComponents(IndentedWriter writer, DeclarationModel declaration)
    {
        XmlDoc.Summary(writer, "Does nothing: the constructor registers every module by name.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine("protected override void RegisterComponents() { }");
    }

    /// <summary>
    /// Writes the forward pass: one statement a layer, a ReLU on the statement before it, shapes in comments.
    /// </summary>
    public static void WriteForward(IndentedWriter writer, DeclarationModel declaration, List<EmittedLayer> layers)
    {
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public override {Names.Tensor} forward({Names.Tensor} input)");
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        WriteStatements(writer, layers);
    }

    /// <summary>
    /// Writes the body of a forward pass that does something to its tokens on their way, and ends with all that are
    /// left.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="isBefore">Whether a layer is the last one before that.</param>
    /// <param name="statement">What is done to the tokens, which are called <c>x</c>.</param>
    /// <param name="output">The shape of what the pass ends with.</param>
    public static void WriteTokens(
        IndentedWriter writer,
        List<EmittedLayer> layers,
        Func<Layer, bool> isBefore,
        string statement,
        string output
    )
    {
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        var whole = layers.Where(layer => layer.Layer.Layer is not (TakeClassTokenLayer or MeanTokensLayer)).ToList();
        var done = whole.FindIndex(layer => isBefore(layer.Layer.Layer)) + 1;
        var positions = whole.FindIndex(layer => layer.Layer.Layer is PositionsLayer) + 1;
        var lines = new CommentedLines();
        for (var i = 0; i < positions; i++)
        {
            var (input, result) = (whole[i].Layer.Input, whole[i].Layer.Output);
            lines.Add(
                (i == 0 ? "var x = " : "x = ") + Apply(whole, i, i == 0 ? "input" : "x") + ";",
                Comment(i == 0, input, result)
            );
            if (i + 1 == done)
            {
                lines.Add(statement, done == positions ? "-> " + output : null);
            }
        }

        var expression = "x";
        for (var i = positions; i < whole.Count; i++)
        {
            expression = Apply(whole, i, expression);
        }

        lines.Add("return " + expression + ".MoveToOuterDisposeScope();");
        lines.WriteTo(writer);
    }

    /// <summary>Writes statements and an empty line behind them, if there are any.</summary>
    private static void WriteParagraph(IndentedWriter writer, IEnumerable<string> statements)
    {
        var text = string.Join("\n", statements);
        if (text.Length > 0)
        {
            writer.WriteLine(text);
            writer.WriteLine();
        }
    }

    /// <summary>
    /// A normalization and an activation stand in the statement of the layer before them; the last statement returns
    /// what it makes.
    /// </summary>
    private static void WriteStatements(IndentedWriter writer, List<EmittedLayer> layers)
    {
        var lines = new CommentedLines();
        for (var i = 0; i < layers.Count; i++)
        {
            var first = i == 0;
            var expression = Apply(layers, i, first ? "input" : "x");
            var input = layers[i].Layer.Input;
            while (i + 1 < layers.Count && layers[i + 1].Layer.Layer is ReluLayer or GeluLayer or NormLayer)
            {
                i++;
                expression = Apply(layers, i, expression);
            }

            var output = layers[i].Layer.Output;
            var target =
                i + 1 == layers.Count ? "return "
                : first ? "var x = "
                : "x = ";
            var end = i + 1 == layers.Count ? ".MoveToOuterDisposeScope();" : ";";
            lines.Add(target + expression + end, Comment(first, input, output));
        }

        lines.WriteTo(writer);
    }

    private static string Apply(List<EmittedLayer> layers, int index, string operand) =>
        layers[index].Layer.Layer switch
        {
            ReluLayer => operand + (MayChangeInPlace(layers, index) ? ".relu_()" : ".relu()"),
            GeluLayer => operand + ".gelu()",
            GlobalAveragePoolLayer => operand + ".mean([2, 3])",
            FlattenLayer or ConcatenateLayer => operand + ".flatten(1)",
            PatchEmbeddingLayer => layers[index].Field + ".call(" + operand + ").flatten(2).transpose(1, 2)",
            ClassTokenLayer => Names.Torch
                + ".cat(["
                + layers[index].Field
                + ".expand("
                + operand
                + ".shape[0], -1, -1), "
                + operand
                + "], 1)",
            RegisterTokensLayer => Names.Torch
                + ".cat(["
                + operand
                + ", "
                + layers[index].Field
                + ".expand("
                + operand
                + ".shape[0], -1, -1)], 1)",
            DropRegistersLayer registers => operand + "[.., ..^" + CSharpLiteral.Of(registers.Count) + "]",
            TakeClassTokenLayer => operand + ".select(1, 0)",
            MeanTokensLayer => operand + "[.., 1..].mean([1])",
            _ => layers[index].Field + ".call(" + operand + ")",
        };

    /// <summary>
    /// Whether nothing else holds what the layer before has put out: neither the caller (of the very first input, which
    /// dropout may pass on, or of a view of it) nor the backward pass (which reads the output of a ReLU and of a block
    /// that ends in one).
    /// </summary>
    private static bool MayChangeInPlace(List<EmittedLayer> layers, int index) =>
        index > 0
        && layers[index - 1].Layer.Layer
            is ConvLayer
                or LinearLayer
                or NormLayer
                or MaxPoolLayer
                or GlobalAveragePoolLayer;

    private static string? Comment(bool first, FeatureShape input, FeatureShape output)
    {
        if (first)
        {
            return LayerCode.Shape(input) + " -> " + LayerCode.Shape(output);
        }

        return input == output ? null : "-> " + LayerCode.Shape(output);
    }
}
