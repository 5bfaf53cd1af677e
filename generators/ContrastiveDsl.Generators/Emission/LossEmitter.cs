using System.Collections.Generic;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a loss of the catalogue. A custom loss has all it needs.</summary>
internal static class LossEmitter
{
    /// <summary>The file of a loss, or <see langword="null"/> for a custom one.</summary>
    public static GeneratedSource? Emit(DeclarationModel declaration, LossModel loss)
    {
        if (loss.Kind == PartKind.Custom)
        {
            return null;
        }

        var text = LossText.Of(loss);
        return SourceFile.Of(declaration, writer =>
        {
            SourceFile.WriteClassDocumentation(writer, declaration, text.Summary);
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"{ViewsEmitter.Modifier(declaration)}partial class {declaration.Identifier}");
            using var type = writer.WriteBlock();
            WriteConstants(writer, loss);
            WriteCompute(writer, declaration, loss, text);
        });
    }

    /// <summary>A setting that is no number, as one of the last arguments of the library's function.</summary>
    private static string Choice(LossChoice choice)
    {
        var value = choice.Value is bool truth
            ? CSharpLiteral.Of(truth)
            : "global::" + choice.Value.GetType().FullName + "." + choice.Value;
        return choice.Name is null ? value : choice.Name + ": " + value;
    }

    private static void WriteConstants(IndentedWriter writer, LossModel loss)
    {
        var source = ", from [" + LossCatalogue.Of(loss.Name).Word + "].";
        foreach (var constant in loss.Constants)
        {
            XmlDoc.Constant(
                writer,
                "double",
                constant.Name,
                CSharpLiteral.Of(constant.Value),
                constant.Summary + source
            );
            writer.WriteLine();
        }
    }

    private static void WriteCompute(IndentedWriter writer, DeclarationModel declaration, LossModel loss, LossText text)
    {
        XmlDoc.Summary(writer, text.Compute);
        foreach (var (name, what) in text.Parameters)
        {
            XmlDoc.Param(writer, name, what);
        }

        SourceFile.WriteMemberMark(writer, declaration);
        Code.WriteFunction(
            writer,
            "public static " + Names.Tensor + " Compute",
            Parameters(text),
            Names.Losses + "." + loss.Name + "." + loss.Function + "(" + Arguments(loss, text) + ")"
        );
    }

    /// <summary>The parameters as source.</summary>
    public static IReadOnlyList<string> Parameters(LossText text)
    {
        var parameters = new List<string>();
        foreach (var (name, _) in text.Parameters)
        {
            parameters.Add(Names.Tensor + " " + name);
        }

        return parameters;
    }

    private static string Arguments(LossModel loss, LossText text)
    {
        var arguments = new List<string>();
        foreach (var (name, _) in text.Parameters)
        {
            arguments.Add(name);
        }

        foreach (var constant in loss.Constants)
        {
            if (constant.IsArgument)
            {
                arguments.Add(constant.Name);
            }
        }

        foreach (var choice in loss.Choices)
        {
            arguments.Add(Choice(choice));
        }

        return string.Join(", ", arguments);
    }
}
