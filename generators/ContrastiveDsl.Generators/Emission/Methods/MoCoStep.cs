using System.Collections.Generic;
using System.Linq;
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
        if (IsSymmetric(parts))
        {
            WriteSymmetric(writer, parts);
        }
        else
        {
            WriteAsymmetric(writer, parts);
        }
    }

    /// <summary>
    /// Writes the keys of the whole batch first, since they may be shuffled and enter the queue together; then the
    /// queries, a micro-batch at a time, all against the same queue.
    /// </summary>
    public override void WriteAccumulation(IndentedWriter writer, ExperimentLayout layout)
    {
        var parts = layout.Parts!;
        ViewsCode.WriteViews(writer, parts, Sampling(parts));
        writer.WriteLine();
        WriteKeys(writer, parts);
        writer.WriteLine();
        PrecisionCode.WriteTrained(writer, parts.Experiment);
        writer.WriteComment(
            (IsSymmetric(parts) ? "Queries of both views" : "Queries")
                + ", from the network that is trained, against the same queue. The loss is a mean over them: micro-batches of m images pass one after the other, and their gradients add up."
        );
        writer.WriteLine("parameters.ZeroGradients();");
        string[] pairs = IsSymmetric(parts) ? [Pair("view0", "k1"), Pair("view1", "k0")] : [Pair("view0", "k")];
        using var body = MicroBatchCode.BeginAccumulation(writer, "Encoder, Projector", string.Join(", ", pairs));
        WriteMicroLoss(writer, parts);
        WriteWatch(writer, parts);
        MicroBatchCode.WriteBackwardOfMean(writer);

        static string Pair(string view, string keys) => view + ", run.World.Share(" + keys + ")";
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) =>
        (IsSymmetric(parts), MicroBatchCode.Accumulates(parts)) switch
        {
            (true, true) => "q0, micro[1], queue",
            (true, false) => "q0, k1, queue",
            (false, true) => "q, micro[1], queue",
            (false, false) => "q, k, queue",
        };

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine();
        writer.WriteComment(
            "The backward pass has read the queue, so it may change: the keys of this batch replace the oldest."
        );
        writer.WriteLine(IsSymmetric(parts) ? $"queue.Enqueue({Names.Torch}.cat([k0, k1], 0));" : "queue.Enqueue(k);");
    }

    private static bool IsSymmetric(ExperimentParts parts) => parts.Experiment.Method.KeysPerImage == 2;

    private static void WriteAsymmetric(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("Queries, from the network that is trained.");
        var lines = new CommentedLines();
        lines.Add("var q = " + Projection(0) + ";", Flow(parts));
        lines.WriteTo(writer);
        writer.WriteLine();
        WriteKeys(writer, parts);
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
        WriteKeys(writer, parts);
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

    /// <summary>
    /// Writes the loss of a micro-batch, in which each view precedes the keys that it shall recognize.
    /// </summary>
    private static void WriteMicroLoss(IndentedWriter writer, ExperimentParts parts)
    {
        var lines = new CommentedLines();
        if (!IsSymmetric(parts))
        {
            lines.Add("var q = " + Projection("micro[0]") + ";", Flow(parts));
            lines.Add($"var loss = {parts.Loss}.Compute(q, micro[1], queue.Keys);", "-> []");
            lines.WriteTo(writer);
            return;
        }

        lines.Add("var q0 = " + Projection("micro[0]") + ";", Flow(parts));
        lines.Add("var q1 = " + Projection("micro[2]") + ";");
        lines.WriteTo(writer);
        writer.WriteLine(
            $"var loss = {parts.Loss}.Compute(q0, micro[1], queue.Keys) + {parts.Loss}.Compute(q1, micro[3], queue.Keys);  // -> []"
        );
    }

    /// <summary>
    /// Writes the keys: those of this process's share, or of all processes where they were shuffled or pass in
    /// micro-batches.
    /// </summary>
    private static void WriteKeys(IndentedWriter writer, ExperimentParts parts)
    {
        var isSymmetric = IsSymmetric(parts);
        var micro = MicroBatchCode.Accumulates(parts) ? ", a micro-batch at a time" : string.Empty;
        writer.WriteComment(
            isSymmetric
                ? "Keys of both views, without gradients"
                    + micro
                    + ": the key network first follows the query network. View 1 comes before view 0, as in the authors' demo"
                    + (parts.HasBatchNorm ? ": its running statistics depend on the order." : ".")
                : "Keys, without gradients"
                    + micro
                    + ": the key network first follows the query network, then sees the other view."
        );
        (string Name, int View)[] keys = isSymmetric ? [("k1", 1), ("k0", 0)] : [("k", 1)];
        writer.WriteLine($"{Names.Tensor} {(isSymmetric ? "k0, k1" : "k")};");
        using var body = BeginKeys(writer, parts);
        if (MicroBatchCode.Accumulates(parts))
        {
            WriteMicroKeys(writer, parts, keys);
            return;
        }

        var lines = new CommentedLines();
        foreach (var (name, view) in keys)
        {
            AddKeys(lines, parts, name, view, isFirst: view == 1);
        }

        lines.WriteTo(writer);
    }

    private static void WriteMicroKeys(IndentedWriter writer, ExperimentParts parts, (string Name, int View)[] keys)
    {
        var (views, outputs, lines) = (new List<string>(), new List<(string, string?)>(), new CommentedLines());
        foreach (var (name, view) in keys)
        {
            var pixels = Code.Of($"view{view}");
            var place = Code.Of($"[{views.Count}]");
            var isFirst = views.Count == 0;
            views.Add(IsShuffled(parts) ? "shuffle.Apply(" + pixels + ")" : pixels);
            outputs.Add((Followed(parts, "micro" + place), isFirst ? Flow(parts) : null));
            lines.Add(
                name + (IsShuffled(parts) ? " = shuffle.Undo" : " = run.World.Gather") + "(keys" + place + ");",
                isFirst ? "-> " + parts.ProjectionShape + ", of all processes" : null
            );
        }

        var collection = "[" + string.Join(", ", views) + "]";
        if (IsShuffled(parts))
        {
            writer.WriteLine($"{Names.Tensor}[] shuffled = {collection};");
        }

        MicroBatchCode.WriteFollowed(
            writer,
            parts,
            "var keys",
            MomentumCode.Followers(parts.Method, "Encoder", "Projector"),
            new MicroBatchPass([], outputs),
            IsShuffled(parts) ? "shuffled" : collection
        );
        lines.WriteTo(writer);
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
