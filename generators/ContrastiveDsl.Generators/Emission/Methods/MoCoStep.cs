using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// MoCo v1 and v2, in the order of events that the authors' code has: query forward, momentum update, key forward,
/// logits; then the queue takes the keys.
/// </summary>
internal sealed class MoCoStep : StepEmitter<MoCo>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "each query recognizes its image's key, made by a momentum encoder, against a queue of keys of earlier batches.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var queue = layout.Model?.Queue;
        MomentumCode.AddMembers(layout, MethodCatalogue.Of<MoCo>());
        layout.Constant(
            "QueueSize",
            queue?.Size,
            "Keys in the queue of negatives"
                + Provenance.Of<NegativeQueueAttribute>(layout.Model, nameof(NegativeQueueAttribute.Size))
        );
        layout.EmbeddingMemory("queue", "NegativeQueue", "QueueSize");
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        if (parts.Experiment.Method.KeysPerImage == 2)
        {
            WriteSymmetric(writer, parts);
        }
        else
        {
            WriteAsymmetric(writer, parts);
        }
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) =>
        parts.Experiment.Method.KeysPerImage == 2 ? "q0, k1, queue" : "q, k, queue";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine();
        writer.WriteComment(
            "The backward pass has read the queue, so it may change: the keys of this batch replace the oldest."
        );
        writer.WriteLine(
            parts.Experiment.Method.KeysPerImage == 2
                ? $"queue.Enqueue({Names.Torch}.cat([k0, k1], 0));"
                : "queue.Enqueue(k);"
        );
    }

    private static void WriteAsymmetric(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("Queries, from the network that is trained.");
        var lines = new CommentedLines();
        lines.Add("var q = " + Projection(0) + ";", Flow(parts));
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment(
            "Keys, without gradients: the key network first follows the query network, then sees the other view."
        );
        writer.WriteLine($"{Names.Tensor} k;");
        using (BeginKeys(writer, parts))
        {
            AddKeys(lines, parts, "k", 1, isFirst: true);
            lines.WriteTo(writer);
        }

        writer.WriteLine();
        writer.WriteComment(
            "One positive and the whole queue as negatives for every query; the loss and the queue normalize what they are given."
        );
        if (IsShuffled(parts))
        {
            lines.Add(Gathered("q"), "-> " + parts.ProjectionShape + ", of all processes");
        }
        else
        {
            lines.Add(Gathered("q", "k"), GatheredShape(parts));
        }

        lines.Add($"var loss = {parts.Loss}.Compute(q, k, queue.Keys);", "-> []");
        lines.WriteTo(writer);
    }

    private static void WriteSymmetric(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("Queries of both views, from the network that is trained.");
        var lines = new CommentedLines();
        lines.Add("var q0 = " + Projection(0) + ";", Flow(parts));
        lines.Add("var q1 = " + Projection(1) + ";");
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment(
            "Keys of both views, without gradients: the key network first follows the query network. View 1 comes before view 0, as in the authors' demo"
                + (parts.HasBatchNorm ? ": its running statistics depend on the order." : ".")
        );
        writer.WriteLine($"{Names.Tensor} k0, k1;");
        using (BeginKeys(writer, parts))
        {
            AddKeys(lines, parts, "k1", 1, isFirst: true);
            AddKeys(lines, parts, "k0", 0, isFirst: false);
            lines.WriteTo(writer);
        }

        writer.WriteLine();
        writer.WriteComment(
            "Both directions before the queue takes any key, or images would meet themselves as negatives."
        );
        lines.Add(Gathered("q0", "q1"), GatheredShape(parts));
        if (!IsShuffled(parts))
        {
            lines.Add(Gathered("k0", "k1"));
        }

        lines.WriteTo(writer);
        writer.WriteLine(
            $"var loss = {parts.Loss}.Compute(q0, k1, queue.Keys) + {parts.Loss}.Compute(q1, k0, queue.Keys);  // -> []"
        );
    }

    private static Block BeginKeys(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine($"using ({Names.Torch}.no_grad())");
        var block = writer.WriteBlock();
        writer.WriteLine(MomentumCode.Update(parts));
        PrecisionCode.WriteFollowing(writer, parts);
        if (parts.NormalizedParts is { } count)
        {
            writer.WriteLine();
            writer.WriteComment(
                Code.Of(
                    $"The encoder's batch normalization takes its statistics over each of {count} parts of the B images. The key network gets the images shuffled: if a part held the same images in both networks, its statistics would give away which key belongs to which query."
                )
            );
            writer.WriteLine($"var shuffle = {Names.Memory}.BatchShuffle.Sample(random, batch, view1.device);");
        }

        return block;
    }

    /// <summary>Adds the keys of a view; putting shuffled ones back in order gathers them as well.</summary>
    private static void AddKeys(CommentedLines lines, ExperimentParts parts, string keys, int view, bool isFirst)
    {
        var pixels = Code.Of($"view{view}");
        var flow = isFirst ? Flow(parts) : null;
        if (!IsShuffled(parts))
        {
            lines.Add(keys + " = " + Followed(parts, pixels) + ";", flow);
            return;
        }

        lines.Add(keys + " = " + Followed(parts, "shuffle.Apply(" + pixels + ")") + ";", flow);
        lines.Add(
            keys + " = shuffle.Undo(" + keys + ");",
            isFirst ? "-> " + parts.ProjectionShape + ", of all processes" : null
        );
    }

    /// <summary>Only split statistics depend on the order of the batch.</summary>
    private static bool IsShuffled(ExperimentParts parts) => parts.NormalizedParts is not null;
}

/// <summary>What is said of InfoNCE with a queue.</summary>
internal sealed class InfoNceText()
    : LossText<InfoNceLossAttribute>(
        "InfoNCE with a queue of negatives, as in MoCo (" + MoCo.Reference + ").",
        "The mean over queries q of -log(exp(q·k/τ) / (exp(q·k/τ) + Σ exp(q·n/τ))), where k is its key, n is any key of the queue, and all are of unit length: 2 x [B, D] and [K, D] -> [].",
        "Projections of one view of each image, [B, D], not normalized.",
        "The key network's projections of the other view, in the same order; no gradient reaches them.",
        "Keys of earlier batches, unit rows [K, D]."
    );
