using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Siamese networks: similar pairs close, dissimilar ones a margin apart.</summary>
internal sealed class SiameseStep : StepEmitter<Siamese>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "similar pairs are pulled together, dissimilar ones pushed a margin apart.";

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var lines = new CommentedLines();
        AddJointProjections(writer, lines, parts, "Both views in one batch: one network for both images of a pair.");
        lines.WriteTo(writer);
        if (!parts.Experiment.NeedsLabels)
        {
            writer.WriteLine();
            writer.WriteComment("Without labels, only views of one image are similar.");
            writer.WriteLine(
                $"var labels = {Names.Torch}.full(batch.Samples.Length, -1, dtype: {Names.Torch}.ScalarType.Int64, device: pixels.Device);"
            );
        }

        writer.WriteLine();
        writer.WriteComment("All pairs of a first and a second view.");
        writer.WriteLine($"var loss = {parts.Loss}.Compute(z0, z1, labels);  // -> []");
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "z0, z1";
}

/// <summary>What is said of the pairwise contrastive loss.</summary>
internal sealed class PairwiseContrastiveText()
    : LossText<PairwiseContrastiveLossAttribute>(
        "The pairwise contrastive loss (" + Papers.PairMargin + ").",
        "The mean of d² over similar pairs plus that of max(0, margin - d)² over dissimilar ones, of all B x B pairs: 2 x [B, D] and [B] -> []."
    )
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors(LossModel loss) =>
        [
            "Projections of one view of each image, [B, D]"
                + (
                    ((PairwiseContrastiveLossModel)loss).Normalize
                        ? ", not normalized."
                        : "; distances are those of the vectors as they are."
                ),
            "Projections of the other view, in the same order.",
            "Class of each image, [B] int64; -1 where only its own views are similar.",
        ];
}
