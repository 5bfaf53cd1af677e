using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The statements with which a step gets its views.</summary>
internal static class ViewsCode
{
    private static readonly string[] Counts = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];

    /// <summary>Writes random views of whole images: <c>view0</c>, <c>view1</c> and so on, or <c>view</c> where there is one; and <c>labels</c>, where the step reads them.</summary>
    public static void WriteViews(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        var count = experiment.ViewCount;
        var families = experiment.SecondViews is null ? string.Empty : count == 2 ? ", each of its own family" : ", the first of a family of its own";
        writer.WriteLine($"// {(count < Counts.Length ? Counts[count] : CSharpLiteral.Of(count))} random view{(count == 1 ? string.Empty : "s")} of every image{families}.");
        var lines = new CommentedLines();
        AddPixels(writer, lines, parts, CSharpLiteral.Of(count), parts.DrawCount, isLong: !parts.DrawsAlike);
        for (var view = 0; view < count; view++)
        {
            lines.Add("var " + Name(experiment, view) + " = " + parts.View(view) + ";", view == 0 ? "-> " + parts.ViewShape : null);
        }

        if (experiment.NeedsLabels)
        {
            lines.Add("var labels = images.LoadLabels(batch);", "[B]");
        }

        lines.WriteTo(writer);
    }

    /// <summary>Names of the views in their order.</summary>
    public static IEnumerable<string> Names(ExperimentModel experiment)
    {
        for (var view = 0; view < experiment.ViewCount; view++)
        {
            yield return Name(experiment, view);
        }
    }

    /// <summary>Adds the pixels of the batch and the random numbers of its views; writes them where the call that draws is long.</summary>
    public static void AddPixels(IndentedWriter writer, CommentedLines lines, ExperimentParts parts, string views, string drawCount, bool isLong)
    {
        const string Draws = "var draws = " + Emission.Names.Augmentation + ".ViewDraws.Sample";
        lines.Add("var pixels = images.Load(batch);", parts.ImageShape);
        if (isLong)
        {
            lines.WriteTo(writer);
            Code.WriteCall(writer, Draws, "random", "batch", "views: " + views, drawCount, "device");
        }
        else
        {
            lines.Add(Draws + "(random, batch, views: " + views + ", " + drawCount + ", device);");
        }
    }

    /// <summary>Writes the random numbers of patches, each a view of its own behind those of the whole image.</summary>
    public static void WritePatchDraws(IndentedWriter writer, ExperimentParts parts, string patches) =>
        writer.WriteLine($"var patchDraws = {Emission.Names.Augmentation}.ViewDraws.Sample(random, batch, views: {patches}, {parts.PatchViews}.DrawCount, device, firstView: 2);");

    private static string Name(ExperimentModel experiment, int view) => experiment.ViewCount == 1 ? "view" : Code.Of($"view{view}");
}
