using System;
using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The statements with which a batch passes networks a micro-batch at a time: embeddings first and gradients later
/// where the loss compares all of them, or gradients that add up where it is a mean over images.
/// </summary>
internal static class MicroBatchCode
{
    private const string Cache = Names.Training + ".GradientCache";
    private const string Variable = "micro";
    private const string Accumulation = Names.Training + ".GradientAccumulation";

    /// <summary>Adds the constant.</summary>
    public static void AddConstant(ExperimentLayout layout)
    {
        if (layout.Model is { Training.MicroBatch: > 0 } experiment)
        {
            layout.Constant(
                "MicroBatch",
                experiment.Training.MicroBatch,
                "Images that pass the networks together, set by [Training]: a step takes the memory of so many."
            );
        }
    }

    /// <summary>Whether a step has micro-batches whose gradients wait for the loss of the batch.</summary>
    public static bool Caches(ExperimentParts parts) => IsUsed(parts) && parts.Method.CachesGradients;

    /// <summary>Whether a step has micro-batches whose gradients add up.</summary>
    public static bool Accumulates(ExperimentParts parts) => IsUsed(parts) && parts.Method.AccumulatesGradients;

    /// <summary>
    /// The variable with the images that pass together, where their views are made: the share, or a micro-batch of it.
    /// </summary>
    public static string Images(ExperimentParts parts) => Accumulates(parts) ? Variable : "share";

    /// <summary>A shape of the whole batch as that of the images that pass together.</summary>
    public static string Shape(ExperimentParts parts, string shape) =>
        Accumulates(parts) ? Micro(shape) : ShareShape.Of(shape);

    /// <summary>Begins the loop in which the gradients of micro-batches add up.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="networks">The networks that are trained, as arguments.</param>
    /// <param name="images">What is cut into micro-batches, as arguments.</param>
    /// <returns>The body of the loop.</returns>
    public static Block BeginAccumulation(IndentedWriter writer, string networks, string images)
    {
        writer.WriteLine($"var accumulation = new {Accumulation}(run, MicroBatch, {networks});");
        writer.WriteLine($"foreach (var {Variable} in accumulation.Of({images}))");
        var body = writer.WriteBlock();
        writer.WriteLine($"using var microScope = {Names.Torch}.NewDisposeScope();");
        writer.WriteLine();
        return body;
    }

    /// <summary>Writes the end of that loop, from the variable <c>loss</c>.</summary>
    public static void WriteBackwardOfMean(IndentedWriter writer) =>
        writer.WriteLine("accumulation.Backward(loss);  // weighted by its share of the batch's images");

    /// <summary>Writes how networks that are trained embed the batch, into a variable.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="target">The variable.</param>
    /// <param name="networks">The networks, as arguments.</param>
    /// <param name="pass">What becomes of the views <c>micro</c> of a micro-batch.</param>
    /// <param name="views">The views, as an expression; <see langword="null"/> for all of the step's.</param>
    public static void WriteEmbedding(
        IndentedWriter writer,
        ExperimentParts parts,
        string target,
        string networks,
        MicroBatchPass pass,
        string? views = null
    )
    {
        writer.WriteComment(
            "A micro-batch at a time and without a graph: of the whole batch the loss needs no more than this."
        );
        writer.WriteLine($"var cache = new {Cache}(run, MicroBatch, {networks});");
        Write(writer, parts, "var " + target + " = cache", pass, views);
    }

    /// <summary>Writes the same for networks that are not trained, into a variable that is declared.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="target">The variable.</param>
    /// <param name="networks">The networks, as arguments.</param>
    /// <param name="pass">What becomes of the views <c>micro</c> of a micro-batch.</param>
    /// <param name="views">The views, as an expression; <see langword="null"/> for all of the step's.</param>
    public static void WriteFollowed(
        IndentedWriter writer,
        ExperimentParts parts,
        string target,
        string networks,
        MicroBatchPass pass,
        string? views = null
    ) => Write(writer, parts, Code.Of($"{target} = new {Cache}(run, MicroBatch, {networks})"), pass, views);

    /// <summary>Writes how gradients go on from the embeddings to the parameters.</summary>
    public static void WriteBackward(IndentedWriter writer)
    {
        writer.WriteLine("loss.backward();  // As far as the embeddings.");
        writer.WriteLine();
        writer.WriteComment(
            "From there to the parameters: each micro-batch passes again, with a graph, as it did before."
        );
        writer.WriteLine("cache.Backward();");
    }

    /// <summary>The embeddings of both views, each passing alone.</summary>
    /// <param name="network">What becomes of a view, by the expression of the view.</param>
    /// <param name="flow">Shapes on the way, as a comment.</param>
    public static MicroBatchPass OfEachView(Func<string, string> network, string flow) =>
        new([], [(network("micro[0]"), Micro(flow)), (network("micro[1]"), null)]);

    /// <summary>A shape of a share of the batch as that of a micro-batch of m images.</summary>
    public static string Micro(string shape) => ShareShape.Of(shape).Replace("b,", "m,").Replace("b]", "m]");

    private static bool IsUsed(ExperimentParts parts) => parts.Experiment.Training.MicroBatch > 0;

    private static void Write(
        IndentedWriter writer,
        ExperimentParts parts,
        string cache,
        MicroBatchPass pass,
        string? some = null
    )
    {
        var views = some ?? ViewsCode.Sampling(parts).Collection;
        writer.WriteLine($"{cache}.Embed({views}, {Variable} =>");
        var isCollection = pass.Statements.Count == 0;
        writer.WriteLine(isCollection ? "[" : "{");
        using (writer.Indent())
        {
            var lines = new CommentedLines();
            foreach (var (statement, comment) in pass.Statements)
            {
                lines.Add(statement, comment);
            }

            foreach (var (output, comment) in pass.Outputs)
            {
                lines.Add(isCollection ? output + "," : "return " + output + ";", comment);
            }

            lines.WriteTo(writer);
        }

        writer.WriteLine(isCollection ? "]);" : "});");
    }
}

/// <summary>What becomes of the views of a micro-batch.</summary>
/// <param name="Statements">Statements with their comments.</param>
/// <param name="Outputs">
/// The embeddings: expressions of tensors where there are no statements, else one of an array of tensors.
/// </param>
internal sealed record MicroBatchPass(
    IReadOnlyList<(string Code, string? Comment)> Statements,
    IReadOnlyList<(string Code, string? Comment)> Outputs
);
