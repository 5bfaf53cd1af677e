using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// SwAV, in the order of events that the authors' code has: prototypes to length one, scores, codes, then the loss; the
/// queue takes the embeddings last.
/// </summary>
internal sealed class SwavStep : MultiCropStep<Swav, SwavAttribute>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "the batch is shared out evenly among prototypes, and the assignment of one view is predicted from the other"
        + (experiment.LocalViews is null ? "." : "s.");

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (swav, queue) = (layout.Model?.Method as SwavModel, layout.Model?.Queue);
        layout.Constant(
            "PrototypeCount",
            swav?.Prototypes,
            "Number of prototypes" + Source(nameof(SwavAttribute.Prototypes))
        );
        layout.Constant(
            "CodeEpsilon",
            swav?.Epsilon,
            "ε, the softness of assignments" + Source(nameof(SwavAttribute.Epsilon))
        );
        layout.Constant(
            "Iterations",
            swav?.Iterations,
            "Iterations of the Sinkhorn-Knopp algorithm" + Source(nameof(SwavAttribute.Iterations))
        );
        layout.Constant(
            "FrozenEpochs",
            swav?.FrozenEpochs,
            "Epochs in which prototypes stay where they are" + Source(nameof(SwavAttribute.FrozenEpochs))
        );
        AddLocalCount(layout);
        layout.LibraryNetwork(
            Prototypes,
            "PrototypeVectors",
            "The prototypes, of use in training only.",
            layout.Parts?.Projector + ".OutputSize",
            "PrototypeCount"
        );
        layout.TrainAlone(Prototypes);
        if (queue is not null)
        {
            layout.Constant(
                "QueueSize",
                queue.Size,
                "Embeddings of each view in its queue" + Source(nameof(SwavAttribute.QueueSize))
            );
            layout.Constant(
                "QueueEpoch",
                swav!.QueueEpoch,
                "The epoch from which on the queue counts" + Source(nameof(SwavAttribute.QueueEpoch))
            );
            layout.EmbeddingMemory("queue0", "EmbeddingQueue", "QueueSize");
            layout.EmbeddingMemory("queue1", "EmbeddingQueue", "QueueSize");
        }

        string Source(string setting) => Provenance.Of<SwavAttribute>(layout.Model, setting);
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var swav = (SwavModel)parts.Experiment.Method;
        var scores = Code.Of($"[B, {swav.Prototypes}]");
        var hasLocals = parts.Experiment.LocalViews is not null;
        writer.WriteComment(
            "Scores of "
                + (hasLocals ? "all" : "both")
                + " views: cosines with the prototypes, which have length one."
                + Passing(parts)
        );
        writer.WriteLine("Prototypes.Normalize();");
        WriteScores(writer, parts, scores);
        writer.WriteLine();
        writer.WriteComment(
            "Codes, without gradients: each "
                + (hasLocals ? "large " : string.Empty)
                + "view's images are shared out evenly among the prototypes."
        );
        WriteCodes(writer, swav);
        writer.WriteLine();
        writer.WriteComment(
            "Each view predicts the codes of "
                + (hasLocals ? "the large ones, a large one those of the other." : "the other.")
        );
        WriteLoss(writer, parts, "c");
    }

    /// <inheritdoc/>
    public override void WriteOwnStep(IndentedWriter writer, ExperimentModel experiment, string optimizer) =>
        PrototypeCode.WriteStep(writer, experiment, optimizer, ((SwavModel)experiment.Method).FrozenEpochs);

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts)
    {
        if (parts.Experiment.Queue is not null)
        {
            writer.WriteLine();
            writer.WriteComment("The embeddings of this batch replace the oldest of each view.");
            writer.WriteLine("queue0.Enqueue(z0);");
            writer.WriteLine("queue1.Enqueue(z1);");
        }
    }

    private static void WriteCodes(IndentedWriter writer, SwavModel swav)
    {
        var shape = Code.Of($"-> [B, {swav.Prototypes}]");
        var lines = new CommentedLines();
        if (swav.Queue is null)
        {
            lines.Add("var " + Codes(0, "null"), shape);
            lines.Add("var " + Codes(1, "null"));
            lines.WriteTo(writer);
            return;
        }

        writer.WriteLine($"{Names.Tensor} c0, c1;");
        writer.WriteLine($"using ({Names.Torch}.no_grad())");
        using var body = writer.WriteBlock();
        writer.WriteLine("var useQueue = run.Epoch >= QueueEpoch && queue0.IsFull;");
        writer.WriteLine("var older0 = useQueue ? Prototypes.call(queue0.Embeddings) : null;");
        writer.WriteLine("var older1 = useQueue ? Prototypes.call(queue1.Embeddings) : null;");
        lines.Add(Codes(0, "older0"), shape);
        lines.Add(Codes(1, "older1"));
        lines.WriteTo(writer);
    }

    private static string Codes(int view, string older)
    {
        var number = CSharpLiteral.Of(view);
        return $"c{number} = {Names.Losses}.Sinkhorn.Codes(s{number}, {older}, CodeEpsilon, Iterations);";
    }
}

/// <summary>What is said of the loss of SwAV.</summary>
internal sealed class SwavText()
    : LossText<SwavLossAttribute>(
        "The loss of SwAV (" + Swav.Reference + "), in one direction.",
        "The mean over images of -Σ code · log softmax(scores/τ): 2 x [B, K] -> [].",
        "Cosines of one view of each image with the prototypes, [B, K].",
        "Codes of the other view, in the same order, each row a distribution; no gradient reaches them."
    );
