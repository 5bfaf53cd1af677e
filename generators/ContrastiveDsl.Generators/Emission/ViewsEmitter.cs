using System.Collections.Generic;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints an augmentation family.</summary>
internal static class ViewsEmitter
{
    private const string Draws = Names.Augmentation + ".TransformDraws";

    /// <summary>The file of an augmentation family.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, ViewsModel views)
    {
        var writer = new IndentedWriter();
        using (SourceFile.Begin(writer, declaration))
        {
            XmlDoc.Summary(writer, "Draws random views of images, each sample with chances of its own: " + Outline(views) + ".");
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"{Modifier(declaration)}partial class {declaration.Identifier}");
            using var type = writer.WriteBlock();
            WriteMembers(writer, declaration, views, ViewStep.Of(views.Steps, declaration));
        }

        return GeneratedSource.Create(declaration.HintName, writer);
    }

    /// <summary>Whether the caller says how large the views become.</summary>
    public static bool TakesCropSize(ViewsModel views) => FindCrop(views) is { Size: 0 };

    /// <summary>The crop of a family, if it has one.</summary>
    public static RandomResizedCropStep? FindCrop(ViewsModel views)
    {
        foreach (var step in views.Steps)
        {
            if (step is RandomResizedCropStep crop)
            {
                return crop;
            }
        }

        return null;
    }

    /// <summary>A family holds nothing but functions; but the user may have more in mind for the class, with which C# does not allow <c>static</c>.</summary>
    public static string Modifier(DeclarationModel declaration) => declaration.CanBeStatic ? "static " : string.Empty;

    private static string Outline(ViewsModel views)
    {
        var names = new List<string>();
        foreach (var step in views.Steps)
        {
            names.Add(step is CustomTransformStep own ? own.Type.Name : step.Kind);
        }

        return string.Join(", ", names);
    }

    private static void WriteMembers(IndentedWriter writer, DeclarationModel declaration, ViewsModel views, List<ViewStep> steps)
    {
        XmlDoc.Constant(writer, "int", "DrawCount", CSharpLiteral.Of(ViewStep.CountDraws(steps)), "Random numbers that one view of one image takes.");
        writer.WriteLine();
        if (TakesCropSize(views))
        {
            XmlDoc.Summary(writer, "One random view of each image, as wide as the images: [N, C, H, W] in [0, 1] -> [N, C, W, W].");
            WriteParameters(writer);
            SourceFile.WriteMemberMark(writer, declaration);
            var signature = Code.Of($"public static {Names.Tensor} Apply({Names.Tensor} images, {Draws} draws)");
            Code.WriteFunction(writer, signature, "Apply(images, draws, (int)images.shape[3])");
            writer.WriteLine();
        }

        WriteApply(writer, declaration, views, steps);
        writer.WriteLine();
        WriteClean(writer, declaration, views);
    }

    private static void WriteApply(IndentedWriter writer, DeclarationModel declaration, ViewsModel views, List<ViewStep> steps)
    {
        var takesCropSize = TakesCropSize(views);
        XmlDoc.Summary(writer, "One random view of each image: [N, C, H, W] in [0, 1] -> " + ViewShape(views) + ".");
        WriteParameters(writer);
        if (takesCropSize)
        {
            XmlDoc.Param(writer, "cropSize", "Side of the views in pixels.");
        }

        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public static {Names.Tensor} Apply({Names.Tensor} images, {Draws} draws{(takesCropSize ? ", int cropSize" : string.Empty)})");
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var noGrad = {Names.Torch}.no_grad();");
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        var operand = "images";
        foreach (var step in steps)
        {
            step.WriteStatement(writer, operand);
            operand = "x";
        }

        writer.WriteLine("return x.MoveToOuterDisposeScope();");
    }

    private static void WriteParameters(IndentedWriter writer)
    {
        XmlDoc.Param(writer, "images", "The images, [N, C, H, W] in [0, 1].");
        XmlDoc.Param(writer, "draws", "<see cref=\"DrawCount\"/> random numbers for each image.");
    }

    private static string ViewShape(ViewsModel views) => FindCrop(views) switch
    {
        null => "[N, C, H, W]",
        { Size: 0 } => "[N, C, cropSize, cropSize]",
        var crop => Code.Of($"[N, C, {crop.Size}, {crop.Size}]"),
    };

    private static void WriteClean(IndentedWriter writer, DeclarationModel declaration, ViewsModel views)
    {
        XmlDoc.Summary(writer, "The same images without chance, as the encoder sees them in evaluation: [N, C, H, W] in [0, 1] -> [N, C, H, W].");
        XmlDoc.Param(writer, "images", "The images, [N, C, H, W] in [0, 1].");
        SourceFile.WriteMemberMark(writer, declaration);
        Code.WriteFunction(writer, Code.Of($"public static {Names.Tensor} Clean({Names.Tensor} images)"), CleanExpression(views));
    }

    private static string CleanExpression(ViewsModel views)
    {
        foreach (var step in views.Steps)
        {
            if (step is NormalizeStep normalize)
            {
                return ViewStep.Function("Normalize") + "(images, " + ViewStep.Settings(normalize) + ")";
            }
        }

        return "images.alias()";
    }
}
