using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The statements with which a step gets its views.</summary>
internal static class ViewsCode
{
    private static readonly string[] Counts = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];

    /// <summary>
    /// Writes random views of whole images: <c>view0</c>, <c>view1</c> and so on, or <c>view</c> where there is one;
    /// and <c>labels</c>, where the step reads them.
    /// </summary>
    public static void WriteViews(IndentedWriter writer, ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        var count = experiment.ViewCount;
        var families =
            experiment.SecondViews is null ? string.Empty
            : count == 2 ? ", each of its own family"
            : ", the first of a family of its own";
        writer.WriteComment(
            $"{(count < Counts.Length ? Counts[count] : CSharpLiteral.Of(count))} random view{(count == 1 ? string.Empty : "s")} of every image{families}."
        );
        var lines = new CommentedLines();
        AddPixels(lines, parts);
        Sampling(parts).AddTo(lines);
        if (experiment.NeedsLabels)
        {
            lines.Add("var labels = images.LoadLabels(batch);", "[B]");
        }

        lines.WriteTo(writer);
    }

    /// <summary>How random views of whole images are made.</summary>
    public static ViewSampling Sampling(ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        var statements = new List<(string, string?)>();
        if (experiment is { ViewCount: 2, SecondViews: null })
        {
            statements.Add(("var (view0, view1) = " + parts.Pair + ";", "-> 2 x " + parts.ViewShape));
        }
        else
        {
            for (var view = 0; view < experiment.ViewCount; view++)
            {
                statements.Add(
                    (
                        "var " + Name(experiment, view) + " = " + parts.View(view) + ";",
                        view == 0 ? "-> " + parts.ViewShape : null
                    )
                );
            }
        }

        return new ViewSampling(statements, [.. Names(experiment)]);
    }

    /// <summary>Adds the pixels of the batch.</summary>
    public static void AddPixels(CommentedLines lines, ExperimentParts parts) =>
        lines.Add("var pixels = images.Load(batch);", parts.ImageShape);

    /// <summary>Names of the views in their order.</summary>
    public static IEnumerable<string> Names(ExperimentModel experiment)
    {
        for (var view = 0; view < experiment.ViewCount; view++)
        {
            yield return Name(experiment, view);
        }
    }

    private static string Name(ExperimentModel experiment, int view) =>
        experiment.ViewCount == 1 ? "view" : Code.Of($"view{view}");
}
