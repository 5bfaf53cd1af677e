using System;
using System.Collections.Generic;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>How a step gets its views: the call in the loop, and the method that it calls.</summary>
internal static class ViewsCode
{
    private static readonly string[] Counts = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];

    /// <summary>
    /// How random views of whole images are made: <c>view0</c>, <c>view1</c> and so on, or <c>view</c>.
    /// </summary>
    public static ViewSampling Sampling(ExperimentParts parts)
    {
        var experiment = parts.Experiment;
        var (count, names) = (experiment.ViewCount, new List<string>());
        var statements = new List<ViewStatement>();
        for (var view = 0; view < count; view++)
        {
            names.Add(count == 1 ? "view" : Code.Of($"view{view}"));
            statements.Add(new("var " + names[view] + " = " + parts.View(view, "batch") + ";"));
        }

        var locals = experiment.LocalViews?.Count ?? 0;
        for (var local = 0; local < locals; local++)
        {
            names.Add(Code.Of($"local{local}"));
            statements.Add(new("var " + names[count + local] + " = " + parts.View(count + local, "batch") + ";"));
        }

        var shape = "-> " + (count == 1 ? string.Empty : Code.Of($"{count} x ")) + parts.ViewShape;
        shape += locals == 0 ? string.Empty : Code.Of($" and {locals} x {parts.LocalShape}");
        Func<string, string>? ofOneCall = count switch
        {
            1 => batch => parts.View(0, batch),
            2 when experiment.SecondViews is null && locals == 0 => parts.Pair,
            _ => null,
        };
        return ofOneCall is not null
            ? new(Description(experiment), names, shape, ofOneCall)
            : new(Description(experiment), names, shape, _ => Result(names)) { Statements = statements };
    }

    /// <summary>
    /// Writes the views of a step, and <c>labels</c>, where the step reads them.
    /// </summary>
    public static void WriteViews(IndentedWriter writer, ExperimentParts parts, ViewSampling sampling)
    {
        writer.WriteComment(sampling.Description + ".");
        var lines = new CommentedLines();
        lines.Add("var share = run.World.Share(batch);", "this process's b of the batch's B images");
        lines.Add("var pixels = images.Load(share);", ShareShape.Of(parts.ImageShape));
        lines.Add(sampling.ShareStatement, ShareShape.Of(sampling.Shapes));
        if (parts.Experiment.NeedsLabels)
        {
            lines.Add("var labels = images.LoadLabels(batch);", "[B]");
        }

        lines.WriteTo(writer);
    }

    /// <summary>Writes the views of a micro-batch.</summary>
    public static void WriteMicroViews(IndentedWriter writer, ExperimentParts parts, ViewSampling sampling)
    {
        var images = MicroBatchCode.Images(parts);
        writer.WriteComment(sampling.Description + ".");
        var lines = new CommentedLines();
        lines.Add("var pixels = images.Load(" + images + ");", MicroBatchCode.Micro(parts.ImageShape));
        lines.Add(sampling.StatementOf(images), MicroBatchCode.Micro(sampling.Shapes));
        lines.WriteTo(writer);
    }

    /// <summary>Writes the method that makes them, and the interface's, for whoever wants to look at them.</summary>
    public static void WriteMethods(
        IndentedWriter writer,
        DeclarationModel declaration,
        ExperimentParts parts,
        ViewSampling sampling
    )
    {
        if (sampling.HasMethod)
        {
            XmlDoc.Summary(
                writer,
                sampling.Description + ": " + ShareShape.OfAny(parts.ImageShape + " " + sampling.Shapes) + "."
            );
            SourceFile.WriteMemberMark(writer, declaration);
            WriteSampling(writer, sampling);
            writer.WriteLine();
        }

        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        var signature = ExperimentLayout.Signature(ViewSampling.Method);
        if (sampling.CollectionCall is { } call)
        {
            Code.WriteFunction(writer, signature, call);
            return;
        }

        writer.WriteLine(signature);
        using var body = writer.WriteBlock();
        writer.WriteLine(sampling.Statement);
        writer.WriteLine("return " + sampling.Collection + ";");
    }

    private static void WriteSampling(IndentedWriter writer, ViewSampling sampling)
    {
        var signature =
            "private static " + sampling.Type + " " + ViewSampling.Method + "(" + ViewSampling.Parameters + ")";
        writer.WriteLine(signature);
        using var body = writer.WriteBlock();
        var lines = new CommentedLines();
        foreach (var statement in sampling.Statements)
        {
            if (statement.Reason is { } reason)
            {
                lines.WriteTo(writer);
                writer.WriteLine();
                writer.WriteComment(reason);
            }

            lines.Add(statement.Code, statement.Shape is { } shape ? ShareShape.OfAny(shape) : null);
        }

        lines.Add("return " + sampling.Result("batch") + ";");
        lines.WriteTo(writer);
    }

    private static string Description(ExperimentModel experiment)
    {
        var count = experiment.ViewCount;
        var families =
            experiment.SecondViews is null ? string.Empty
            : count == 2 ? ", each of its own family"
            : ", the first of a family of its own";
        return NumberOf(count)
            + (count == 1 ? " random view" : " random views")
            + " of every image"
            + families
            + (experiment.LocalViews is { } local ? ", and " + Small(local.Count) : string.Empty);
    }

    private static string Small(int count) =>
        NumberOf(count).ToLowerInvariant() + (count == 1 ? " small one" : " small ones");

    private static string NumberOf(int count) =>
        count >= 0 && count < Counts.Length ? Counts[count] : CSharpLiteral.Of(count);

    private static string Result(IReadOnlyList<string> names) =>
        names.Count == 2 ? "(" + names[0] + ", " + names[1] + ")" : "[" + string.Join(", ", names) + "]";
}
