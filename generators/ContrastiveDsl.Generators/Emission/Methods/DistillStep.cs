using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Distillation: the teacher and the student see one view, the loss compares what they make of it, then the queue takes
/// what the teacher has said.
/// </summary>
internal sealed class DistillStep : StepEmitter<Distill>
{
    private const string Statistics = Names.Training + ".TeacherNormalization";

    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "a student learns what a trained teacher says of the same view"
        + (experiment.Queue is null ? "." : ", and how similar it finds the view to earlier images.");

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout)
    {
        var (distill, queue) = (layout.Model?.Method as DistillModel, layout.Model?.Queue);
        layout.Constant(
            "TeacherPath",
            distill?.Teacher,
            "Where the teacher is" + Provenance.Of<DistillAttribute>(layout.Model, nameof(DistillAttribute.Teacher))
        );
        layout.Memory(
            "teacher",
            Names.Training + ".Teacher",
            "teacher",
            "TeacherPath",
            layout.Parts?.Projector + ".OutputSize",
            layout.Parts?.Encoder + ".Channels",
            layout.Parts?.Encoder + ".ImageSize",
            Views(layout.Model),
            distill is { TeacherMean.Count: > 0 } ? Normalization(distill.TeacherMean, distill.TeacherStd) : null
        );
        if (queue is null && layout.Model is not null)
        {
            return;
        }

        layout.Constant(
            "QueueSize",
            queue?.Size,
            "Embeddings of earlier images by the teacher"
                + Provenance.Of<DistillAttribute>(layout.Model, nameof(DistillAttribute.QueueSize))
        );
        layout.EmbeddingMemory("queue", "NegativeQueue", "QueueSize");
    }

    /// <inheritdoc/>
    public override void WritePreparation(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine("teacher.Open(run, global::ContrastiveDsl.Experiments.All);");
        if (!DistillModel.IsSameEachTime(parts.Experiment))
        {
            return;
        }

        writer.WriteLine();
        writer.WriteComment("Nothing in the views is random, so the teacher is asked about each image once.");
        var view = ExperimentParts.SampleView(
            parts.Experiment.Views,
            "images.Load(batch)",
            "batch",
            0,
            parts.Encoder + ".ImageSize"
        );
        Code.WriteCall(
            writer,
            "var isTaught = teacher.Remember",
            "images",
            "run",
            "batch => " + view,
            MicroBatchCode.Accumulates(parts) ? "MicroBatch" : null
        );
        writer.WriteLine("if (!isTaught)");
        using (writer.WriteBlock())
        {
            writer.WriteLine("return;");
        }

        writer.WriteLine();
    }

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var isKept = DistillModel.IsSameEachTime(parts.Experiment);
        var lines = new CommentedLines();
        writer.WriteComment("What the teacher says of the view, without gradients, and what the student does.");
        lines.Add(
            $"var t = teacher.Features({(isKept ? MicroBatchCode.Images(parts) : "view")});",
            MicroBatchCode.Shape(parts, "-> " + parts.ProjectionShape)
        );
        lines.Add("var z = Projector.call(Encoder.call(view));", Flow(parts));
        if (!MicroBatchCode.Accumulates(parts))
        {
            lines.Add(Gathered("z", "t"), GatheredShape(parts));
        }

        lines.WriteTo(writer);
        writer.WriteLine();
        var hasQueue = parts.Experiment.Queue is not null;
        writer.WriteComment(
            hasQueue
                ? "The student's features are the teacher's, and as similar to those of earlier images."
                : "The student's features are the teacher's. No images are compared: in place of a queue stands what is at hand."
        );
        writer.WriteLine($"var loss = {parts.Loss}.Compute(z, t, {(hasQueue ? "queue.Keys" : "t")});  // -> []");
        if (hasQueue && MicroBatchCode.Accumulates(parts))
        {
            writer.WriteLine("accumulation.Keep(t);  // for the queue, which takes all of the batch together");
        }
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => parts.Experiment.Queue is null ? "z, t" : "z, t, queue";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts)
    {
        if (parts.Experiment.Queue is null)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteComment(
            "The backward pass has read the queue, so it may change: what the teacher says of this batch replaces the oldest."
        );
        writer.WriteLine(
            MicroBatchCode.Accumulates(parts) ? "queue.Enqueue(accumulation.Kept());" : "queue.Enqueue(t);"
        );
    }

    /// <summary>How the views are normalized, as an expression.</summary>
    private static string Views(ExperimentModel? experiment) =>
        experiment?.Views.Normalize is { } normalize
            ? Normalization(normalize.Mean, normalize.Std)
            : Statistics + ".Unit";

    private static string Normalization(EquatableArray<double> mean, EquatableArray<double> std) =>
        "new " + Statistics + "(" + Numbers(mean) + ", " + Numbers(std) + ")";

    private static string Numbers(EquatableArray<double> values) =>
        "[" + string.Join(", ", values.Select(CSharpLiteral.Of)) + "]";
}

/// <summary>What is said of the loss of distillation.</summary>
internal sealed class DistillText()
    : LossText<DistillLossAttribute>(
        "The loss of distillation (" + Distill.Reference + ").",
        "SimilarityWeight times the mean over images of -Σ softmax(t·r/τt) log softmax(z·r/τ), where t is the target, z the embedding, the sum goes over t and the rows of the queue as r, and τt is TeacherTemperature; plus RegressionWeight times the mean of 1 - z·t. All are of unit length: 2 x [B, D] and [K, D] -> [].",
        "The student's projections of one view of each image, [B, D], not normalized.",
        "The teacher's features of the same views, [B, D], not normalized; no gradient reaches them.",
        "The teacher's features of earlier images, unit rows [K, D]; not read where SimilarityWeight is 0."
    );
