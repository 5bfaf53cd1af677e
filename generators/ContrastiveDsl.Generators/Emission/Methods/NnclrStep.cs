using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// NNCLR: the nearest neighbor of each view's projection is recognized by the other view's prediction; then the support
/// set takes the projections.
/// </summary>
internal sealed class NnclrStep : StepEmitter<Nnclr>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "the nearest neighbor of a view among embeddings of earlier batches stands for it, and the prediction of the other view recognizes it.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        AddPredictor(layout);
        var support = layout.Model?.Queue;
        layout.Constant(
            "SupportSize",
            support?.Size,
            "Embeddings in the support set"
                + Provenance.Of<NnclrAttribute>(layout.Model, nameof(NnclrAttribute.SupportSize))
        );
        layout.EmbeddingMemory("support", "EmbeddingQueue", "SupportSize");
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("Projections and predictions of both views, from one network.");
        WriteProjectionsAnd(writer, parts, "Predictor", "p", parts.ProjectionShape);
        writer.WriteLine();
        writer.WriteComment("In place of each view its nearest neighbor of earlier batches, without gradients.");
        var lines = new CommentedLines();
        lines.Add("var n0 = support.Nearest(z0);", "-> " + parts.ProjectionShape);
        lines.Add("var n1 = support.Nearest(z1);");
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment(
            "Each neighbor is recognized by the prediction of the other view, among those of the batch."
        );
        writer.WriteLine($"var loss = ({parts.Loss}.Compute(n0, p1) + {parts.Loss}.Compute(n1, p0)) / 2;  // -> []");
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "p0, n1";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine();
        writer.WriteComment("The first views of this batch replace the oldest embeddings.");
        writer.WriteLine("support.Enqueue(z0);");
    }
}
