using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>SupCon: views of images of one class attract.</summary>
internal sealed class SupConStep : StepEmitter<SupCon>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "views of images of one class attract, all other views of the batch repel.";

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var (views, size) = (parts.Experiment.ViewCount, parts.Experiment.Projector.Output);
        var lines = new CommentedLines();
        var projections = Code.Of(
            $"Projector.call(features).view({views}, -1, {parts.Projector}.OutputSize).transpose(0, 1)"
        );
        var shape = Code.Of($"-> [b, {views}, {size}]");
        var isCached = MicroBatchCode.Caches(parts);
        AddJoint(
            writer,
            lines,
            parts,
            isCached ? ("projections", "[" + projections + "]") : ("z", projections),
            shape,
            "All views in one batch: a single forward pass."
        );
        lines.Add(
            isCached ? "var z = run.World.Gather(projections[0]);" : Gathered("z"),
            Code.Of($"-> [B, {views}, {size}], of all processes")
        );
        lines.Add("var loss = " + parts.Loss + ".Compute(z, labels);", "-> []");
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) =>
        parts.Experiment.ViewCount > 1 ? "z.select(1, 0), z.select(1, 1)" : "z.select(1, 0)";
}

/// <summary>What is said of the supervised contrastive loss.</summary>
internal sealed class SupConText()
    : LossText<SupConLossAttribute>(
        "The supervised contrastive loss (" + SupCon.Reference + ").",
        "The mean over all views of all images, each with the views of its class as positives: [B, V, D] and [B] -> [].",
        "Projections of V views of each image, [B, V, D], not normalized.",
        "Class of each image, [B] int64; -1 for an unlabeled one, whose positives are its own other views."
    );
