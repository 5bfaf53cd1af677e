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
        "queries recognize their image's key among a queue of keys from a momentum encoder.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var queue = layout.Model?.Queue;
        MomentumCode.AddMembers(layout, MethodCatalogue.Of<MoCo>());
        layout.Constant(
            "QueueSize",
            queue?.Size,
            "Keys in the queue of negatives"
                + (
                    queue is null
                        ? "."
                        : Provenance.Of(layout.Model!, queue.Attribute, Words.Of<NegativeQueueAttribute>())
                )
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
            lines.Add(Keys(parts, "k", 1), Flow(parts));
            lines.WriteTo(writer);
        }

        writer.WriteLine();
        writer.WriteComment("One positive and the whole queue as negatives for every query.");
        lines.Add(Gathered("q", "k"), GatheredShape(parts));
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
        writer.WriteComment("Keys of both views, without gradients: the key network first follows the query network.");
        writer.WriteComment("In the order of the authors' demo, of which its running statistics are made.");
        writer.WriteLine($"{Names.Tensor} k0, k1;");
        using (BeginKeys(writer, parts))
        {
            lines.Add(Keys(parts, "k1", 1), Flow(parts));
            lines.Add(Keys(parts, "k0", 0));
            lines.WriteTo(writer);
        }

        writer.WriteLine();
        writer.WriteComment(
            "Both directions before the queue takes any key, or images would meet themselves as negatives."
        );
        WriteGathered(writer, parts, "q", "k");
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
        if (IsShuffled(parts))
        {
            writer.WriteLine();
            writer.WriteComment(
                "Statistics of parts of the batch would tell which key belongs to which query, did the parts hold the same images in both networks."
            );
            writer.WriteLine($"var shuffle = {Names.Memory}.BatchShuffle.Sample(random, batch, view0.device);");
        }

        return block;
    }

    private static string Keys(ExperimentParts parts, string keys, int view)
    {
        var pixels = Code.Of($"view{view}");
        var key = IsShuffled(parts)
            ? "shuffle.Undo(" + Followed(parts, "shuffle.Apply(" + pixels + ")") + ")"
            : Followed(parts, pixels);
        return keys + " = " + key + ";";
    }

    /// <summary>Only split statistics depend on the order of the batch.</summary>
    private static bool IsShuffled(ExperimentParts parts) => parts.Experiment.Encoder.EffectiveSplit is not null;
}

/// <summary>What is said of InfoNCE with a queue.</summary>
internal sealed class InfoNceText()
    : LossText<InfoNceLossAttribute>(
        "InfoNCE with a queue of negatives, as in MoCo (" + MoCo.Reference + ").",
        "The mean over queries of the cross entropy of recognizing their key among it and the queue: 2 x [B, D] and [K, D] -> [].",
        "Projections of one view of each image, [B, D], not normalized.",
        "The key network's projections of the other view, in the same order; no gradient reaches them.",
        "Keys of earlier batches, unit rows [K, D]."
    );
