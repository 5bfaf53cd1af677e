using System;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a loss of the catalogue. The user's own loss has all it needs.</summary>
internal static class LossEmitter
{
    /// <summary>The file of a loss, or <see langword="null"/> for an own one.</summary>
    public static GeneratedSource? Emit(DeclarationModel declaration, LossModel loss) => loss switch
    {
        { Kind: PartKind.Own } => null,
        { Name: "NtXent" } => EmitNtXent(declaration, loss),
        _ => throw new NotSupportedException("No loss is known by the name of " + loss.Name + "."),
    };

    private static GeneratedSource EmitNtXent(DeclarationModel declaration, LossModel loss)
    {
        var writer = new IndentedWriter();
        using (SourceFile.Begin(writer, declaration))
        {
            XmlDoc.Summary(writer, "The normalised temperature-scaled cross entropy of SimCLR (Chen et al., 2020, arXiv:2002.05709).");
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"{ViewsEmitter.Modifier(declaration)}partial class {declaration.Identifier}");
            using var type = writer.WriteBlock();
            WriteMembers(writer, declaration, loss);
        }

        return GeneratedSource.Create(declaration.HintName, writer);
    }

    private static void WriteMembers(IndentedWriter writer, DeclarationModel declaration, LossModel loss)
    {
        XmlDoc.Constant(writer, "double", "Temperature", CSharpLiteral.Of(loss.Temperature), "Divides the similarities, from [NtXentLoss].");
        writer.WriteLine();
        XmlDoc.Summary(writer, "The mean over all 2B projections, each with one positive and 2B - 2 negatives: 2 x [B, D] -> [].");
        XmlDoc.Param(writer, "z0", "Projections of one view of each image, [B, D], of any length.");
        XmlDoc.Param(writer, "z1", "Projections of the other view, in the same order.");
        SourceFile.WriteMemberMark(writer, declaration);
        var signature = Code.Of($"public static {Names.Tensor} Compute({Names.Tensor} z0, {Names.Tensor} z1)");
        Code.WriteFunction(writer, signature, Names.Losses + ".NtXent.Loss(z0, z1, Temperature)");
    }
}
