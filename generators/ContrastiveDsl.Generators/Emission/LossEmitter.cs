using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a loss of the catalogue. A custom loss has all it needs.</summary>
internal static class LossEmitter
{
    /// <summary>The file of a loss, or <see langword="null"/> for a custom one.</summary>
    public static GeneratedSource? Emit(DeclarationModel declaration, LossModel loss)
    {
        if (loss.Facts is not { } facts)
        {
            return null;
        }

        var text = LossText.Of(facts);
        return SourceFile.Of(declaration, writer =>
        {
            SourceFile.WriteClassDocumentation(writer, declaration, text.Summary);
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"{ViewsEmitter.Modifier(declaration)}partial class {declaration.Identifier}");
            using var type = writer.WriteBlock();
            WriteConstants(writer, loss, facts);
            WriteCompute(writer, declaration, loss, facts, text);
        });
    }

    private static void WriteConstants(IndentedWriter writer, LossModel loss, Loss facts)
    {
        foreach (var constant in loss.Constants)
        {
            XmlDoc.Constant(
                writer,
                "double",
                constant.Name,
                CSharpLiteral.Of(constant.Value),
                constant.Summary + Provenance.Of(loss, facts.Word, constant.Name)
            );
            writer.WriteLine();
        }
    }

    private static void WriteCompute(
        IndentedWriter writer,
        DeclarationModel declaration,
        LossModel loss,
        Loss facts,
        LossText text
    )
    {
        XmlDoc.Summary(writer, text.Compute(loss));
        var names = facts.Arguments;
        var tensors = text.Tensors(loss);
        for (var index = 0; index < names.Count; index++)
        {
            XmlDoc.Param(writer, names[index], tensors[index]);
        }

        SourceFile.WriteMemberMark(writer, declaration);
        Code.WriteFunction(
            writer,
            "public static " + Names.Tensor + " Compute",
            Parameters(facts),
            Names.Losses + "." + facts.Name + "." + loss.Function + "(" + Arguments(loss, facts) + ")"
        );
    }

    /// <summary>The parameters as source.</summary>
    public static IReadOnlyList<string> Parameters(Loss facts) =>
        [.. facts.Arguments.Select(name => Names.Tensor + " " + name)];

    private static string Arguments(LossModel loss, Loss facts) =>
        string.Join(
            ", ",
            [
                .. facts.Arguments,
                .. loss.Constants.Where(constant => constant.IsArgument).Select(constant => constant.Name),
                .. loss.Choices.Select(Code.Argument),
            ]
        );
}
