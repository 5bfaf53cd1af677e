using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>A function of an emitted class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it returns, as source.</param>
/// <param name="Parameters">Its parameters, as source.</param>
/// <param name="Summary">Its documentation.</param>
/// <param name="WriteBody">Writes what follows the signature, which is given.</param>
internal sealed record EmittedFunction(
    string Name,
    string Type,
    IReadOnlyList<string> Parameters,
    string Summary,
    Action<IndentedWriter, string>? WriteBody = null
);

/// <summary>Prints an augmentation family.</summary>
internal static class ViewsEmitter
{
    private const string Images = Names.Data + ".ImageBatch images";
    private const string CleanImages = Names.Tensor + " images";
    private const string Draws = Names.Augmentation + ".TransformDraws draws";
    private const string Random = Names.Randomness + ".RandomSource random";
    private const string Batch = Names.Data + ".Batch batch";
    private const string Size = "int cropSize";

    /// <summary>The file of an augmentation family.</summary>
    public static GeneratedSource Emit(DeclarationModel declaration, ViewsModel views) =>
        SourceFile.Of(declaration, writer =>
        {
            SourceFile.WriteClassDocumentation(
                writer,
                declaration,
                views.Steps.Count == 0
                    ? "Takes images as they are for views of themselves."
                    : "Draws random views of images, each image with random numbers of its own: " + Outline(views) + "."
            );
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"{Modifier(declaration)}partial class {declaration.Identifier}");
            using var type = writer.WriteBlock();
            WriteMembers(writer, declaration, views);
        });

    /// <summary>Whether the caller says how large the views become.</summary>
    public static bool TakesCropSize(ViewsModel views) => views.Crop is { Size: 0 };

    /// <summary>
    /// A family holds nothing but functions; but the user may have more in mind for the class, with which C# does not
    /// allow <c>static</c>.
    /// </summary>
    public static string Modifier(DeclarationModel declaration) => declaration.CanBeStatic ? "static " : string.Empty;

    /// <summary>The functions of a family.</summary>
    /// <param name="takesCropSize">Whether the caller says how large the views become.</param>
    /// <param name="shape">Shape of the views of N images.</param>
    /// <param name="steps">What is applied; <see langword="null"/> for signatures alone.</param>
    /// <param name="clean">The expression that gives images without chance.</param>
    public static IReadOnlyList<EmittedFunction> Functions(
        bool takesCropSize,
        string shape = "",
        IReadOnlyList<ViewStep>? steps = null,
        string clean = ""
    )
    {
        string[] size = takesCropSize ? [Size] : [];
        var given = takesCropSize ? ", cropSize" : string.Empty;
        var functions = new List<EmittedFunction>
        {
            new(
                "Sample",
                "(" + Names.Tensor + ", " + Names.Tensor + ")",
                [Images, Random, Batch, .. size],
                "Two random views of each image of a batch, the same ones whenever the batch comes at this point of a run: [N, C, H, W] in [0, 1] -> 2 x "
                    + shape
                    + ".",
                (writer, signature) => WritePair(writer, signature, given)
            ),
            new(
                "SampleView",
                Names.Tensor,
                [Images, Random, Batch, "int view", .. size],
                "One random view of each image of a batch, or of each image made from one of them, such as its patches: [N, C, H, W] in [0, 1] -> "
                    + shape
                    + ".",
                (writer, signature) => WriteView(writer, signature, given)
            ),
        };
        if (takesCropSize)
        {
            functions.Add(
                new(
                    CustomMethods.Apply,
                    Names.Tensor,
                    [Images, Draws],
                    "The view of each image that the draws give, as wide as the images: [N, C, H, W] in [0, 1] -> [N, C, W, W].",
                    (writer, signature) =>
                        Code.WriteFunction(writer, signature, "Apply(images, draws, (int)images.Pixels.shape[3])")
                )
            );
        }

        functions.Add(
            new(
                CustomMethods.Apply,
                Names.Tensor,
                [Images, Draws, .. size],
                "The view of each image that the draws give: [N, C, H, W] in [0, 1] -> " + shape + ".",
                (writer, signature) => WriteApply(writer, signature, steps!)
            )
        );
        functions.Add(
            new(
                "Clean",
                Names.Tensor,
                [CleanImages],
                "The images without augmentation, as the encoder expects them in evaluation: [N, C, H, W] in [0, 1] -> [N, C, H, W].",
                (writer, signature) => Code.WriteFunction(writer, signature, clean)
            )
        );
        return functions;
    }

    private static string Outline(ViewsModel views) =>
        string.Join(
            ", ",
            views.Steps.Select(step => step is CustomTransformStep custom ? custom.Type.Name : step.Kind)
        );

    private static void WriteMembers(IndentedWriter writer, DeclarationModel declaration, ViewsModel views)
    {
        var steps = ViewStep.Of(views.Steps);
        XmlDoc.Constant(
            writer,
            "int",
            "DrawCount",
            CSharpLiteral.Of(views.CountDraws()),
            "Random numbers that one view of one image takes."
        );
        if (views.Normalize is { } normalize)
        {
            WriteStatistics(writer, "Mean", normalize.Mean, "Mean of each channel, set by [Normalize].");
            WriteStatistics(writer, "Std", normalize.Std, "Standard deviation of each channel, set by [Normalize].");
        }

        foreach (var function in Functions(TakesCropSize(views), ViewShape(views), steps, CleanExpression(views)))
        {
            writer.WriteLine();
            XmlDoc.Summary(writer, function.Summary);
            foreach (var parameter in function.Parameters)
            {
                var name = parameter.Substring(parameter.LastIndexOf(' ') + 1);
                XmlDoc.Param(writer, name, parameter == Images ? ImagesOf(function, views) : Meaning(parameter));
            }

            SourceFile.WriteMemberMark(writer, declaration);
            function.WriteBody!(
                writer,
                "public static "
                    + function.Type
                    + " "
                    + function.Name
                    + "("
                    + string.Join(", ", function.Parameters)
                    + ")"
            );
        }
    }

    /// <summary>Only a crop makes images of one size of those that have many.</summary>
    private static string ImagesOf(EmittedFunction function, ViewsModel views)
    {
        var knowsSize = !TakesCropSize(views) || function.Parameters.Contains(Size, StringComparer.Ordinal);
        var images =
            knowsSize && views.BeginsWithCrop
                ? "The images in [0, 1], [N, C, H, W] or of any sizes"
                : "The images in [0, 1], all of one size: [N, C, H, W]";
        return function.Name == "SampleView"
            ? images + "; one for each sample, or n for each, those of a sample in a row."
            : images + ".";
    }

    private static string Meaning(string parameter) =>
        parameter switch
        {
            CleanImages => "The images, [N, C, H, W] in [0, 1].",
            Draws => "<see cref=\"DrawCount\"/> random numbers for each image.",
            Random => "The random numbers of the run.",
            Batch => "The batch that the images are of.",
            Size => "Side of the views in pixels.",
            _ => "Number of the view within the step, from 0; each further image of a sample has the next number.",
        };

    private static void WritePair(IndentedWriter writer, string signature, string size)
    {
        writer.WriteLine(signature);
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        Code.WriteCall(
            writer,
            "var draws = " + Names.Augmentation + ".ViewDraws.Sample",
            "random",
            "batch",
            "views: 2",
            "DrawCount",
            "images.Device"
        );
        writer.WriteLine(
            $"""
            var view0 = Apply(images, draws[0]{size});
            var view1 = Apply(images, draws[1]{size});
            return (view0.MoveToOuterDisposeScope(), view1.MoveToOuterDisposeScope());
            """
        );
    }

    private static void WriteView(IndentedWriter writer, string signature, string size)
    {
        writer.WriteLine(signature);
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        Code.WriteCall(
            writer,
            "var draws = " + Names.Augmentation + ".TransformDraws.Sample",
            "random",
            "batch",
            "view",
            "DrawCount",
            "images"
        );
        writer.WriteLine($"return Apply(images, draws{size}).MoveToOuterDisposeScope();");
    }

    private static void WriteApply(IndentedWriter writer, string signature, IReadOnlyList<ViewStep> steps)
    {
        writer.WriteLine(signature);
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var noGrad = {Names.Torch}.no_grad();");
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        var operand = "images";
        if (steps.Any(step => step.TakesDraws))
        {
            writer.WriteLine();
            writer.WriteComment(
                "Each transform takes random numbers of its own."
                    + (steps.Any(step => step.Flips) ? " Crop and flip are one resampling." : string.Empty)
            );
        }

        if (steps.Count == 0)
        {
            writer.WriteLine("return images.Pixels.alias().MoveToOuterDisposeScope();");
            return;
        }

        foreach (var step in steps)
        {
            step.WriteStatement(writer, operand);
            operand = "x";
        }

        writer.WriteLine("return x.MoveToOuterDisposeScope();");
    }

    private static void WriteStatistics(
        IndentedWriter writer,
        string name,
        EquatableArray<double> values,
        string summary
    )
    {
        writer.WriteLine();
        XmlDoc.Summary(writer, summary);
        Code.WriteFunction(
            writer,
            "private static global::System.ReadOnlySpan<double> " + name,
            "[" + string.Join(", ", values.Select(CSharpLiteral.Of)) + "]"
        );
    }

    private static string ViewShape(ViewsModel views) =>
        views.Crop switch
        {
            null => "[N, C, H, W]",
            { Size: 0 } => "[N, C, cropSize, cropSize]",
            var crop => Code.Of($"[N, C, {crop.Size}, {crop.Size}]"),
        };

    private static string CleanExpression(ViewsModel views) =>
        views.Normalize is { } normalize
            ? ViewStep.Function("Normalize") + "(images, " + ViewStep.Settings(normalize) + ")"
            : "new " + Names.Data + ".ImageBatch(images).Pixels.alias()";
}
