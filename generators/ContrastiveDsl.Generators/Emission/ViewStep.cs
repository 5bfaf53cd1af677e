using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// A step of an augmentation family as emitted code takes it: a crop and the flip after it are one sampling of the
/// image.
/// </summary>
/// <param name="FunctionName">The function that is called.</param>
/// <param name="Tensors">Arguments besides the images and the draws, or <see langword="null"/>.</param>
/// <param name="SettingsText">Named arguments, or <see langword="null"/>.</param>
/// <param name="FirstDraw">Its first random number.</param>
/// <param name="DrawCount">How many it takes.</param>
internal sealed record ViewStep(
    string FunctionName,
    string? Tensors,
    string? SettingsText,
    int FirstDraw,
    int DrawCount
)
{
    /// <summary>
    /// Whether the function may return its argument, which must then not be the caller's own tensor: the end of the
    /// family moves or disposes of it.
    /// </summary>
    public bool MayPassOn { get; init; }

    /// <summary>Whether the function takes images of different sizes.</summary>
    public bool TakesAnySizes { get; init; }

    /// <summary>Whether it is given random numbers: custom code may take them and need none.</summary>
    public bool TakesDraws { get; init; } = DrawCount > 0;

    /// <summary>Whether it flips, too.</summary>
    public bool Flips { get; init; }

    private string First =>
        TakesAnySizes ? "images"
        : MayPassOn ? "images.Pixels.alias()"
        : "images.Pixels";

    /// <summary>The steps of a family, each with its share of the draws.</summary>
    /// <param name="steps">The steps.</param>
    public static List<ViewStep> Of(EquatableArray<TransformStep> steps)
    {
        var result = new List<ViewStep>();
        var draw = 0;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var flip =
                step is RandomResizedCropStep && i + 1 < steps.Count ? steps[i + 1] as RandomHorizontalFlipStep : null;
            result.Add(
                new ViewStep(FunctionOf(step), Size(step), Settings(step, flip), draw, step.Draws)
                {
                    MayPassOn = step is CustomTransformStep,
                    TakesDraws = step is CustomTransformStep custom ? custom.TakesDraws : step.Draws > 0,
                    TakesAnySizes = step.TakesAnySizes,
                    Flips = flip is not null,
                }
            );
            draw += step.Draws;
            i += flip is null ? 0 : 1;
        }

        return result;
    }

    /// <summary>The function of a step of the catalogue.</summary>
    public static string Function(string kind) => Names.Augmentation + "." + kind + ".Apply";

    /// <summary>The settings of a step as named arguments.</summary>
    public static string? Settings(TransformStep step, RandomHorizontalFlipStep? flip = null)
    {
        var settings = step.Settings.Select(setting => Parameter(setting.Name) + ": " + Literal(setting));
        return step switch
        {
            NormalizeStep => "Mean, Std",
            RandomResizedCropStep => Code.Arguments([
                .. settings,
                "flipProbability: " + CSharpLiteral.Of(flip?.Probability ?? 0),
            ]),
            _ => settings.Any() ? Code.Arguments([.. settings]) : null,
        };
    }

    /// <summary>Writes the statement that applies the step.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="operand">What it is applied to: the images at first, then <c>x</c>.</param>
    public void WriteStatement(IndentedWriter writer, string operand)
    {
        var target = operand == "x" ? "x = " : "var x = ";
        var draws = !TakesDraws ? null : Code.Of($"draws[{FirstDraw}..{FirstDraw + DrawCount}]");
        var tensors = Code.Arguments(operand == "images" ? First : operand, draws, Tensors);
        var line = target + FunctionName + "(" + Code.Arguments(tensors, SettingsText) + ");";
        if (writer.WidthOf(line) <= writer.Room || SettingsText is null)
        {
            writer.WriteLine(line);
            return;
        }

        writer.WriteLine(target + FunctionName + "(");
        using var arguments = writer.Indent();
        writer.WriteLine(tensors + ",");
        writer.WriteLine(SettingsText + ");");
    }

    private static string FunctionOf(TransformStep step) =>
        step is CustomTransformStep custom ? custom.Type.Source + ".Apply" : Function(step.Kind);

    private static string? Size(TransformStep step) =>
        step switch
        {
            RandomResizedCropStep { Size: 0 } => "cropSize",
            RandomResizedCropStep crop => "cropSize: " + CSharpLiteral.Of(crop.Size),
            _ => null,
        };

    /// <summary>A value; the usual ratios are written as everyone knows them.</summary>
    private static string Literal(StepSetting setting) =>
        setting.Value switch
        {
            3.0 / 4 when IsRatio(setting) => "3.0 / 4",
            4.0 / 3 when IsRatio(setting) => "4.0 / 3",
            _ => setting.IsWhole ? CSharpLiteral.Of((long)setting.Value) : CSharpLiteral.Of(setting.Value),
        };

    private static bool IsRatio(StepSetting setting) => setting.Name.EndsWith("Ratio", StringComparison.Ordinal);

    private static string Parameter(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
