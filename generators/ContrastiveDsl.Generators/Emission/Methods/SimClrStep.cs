using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>SimCLR: two views of each image attract, all other views of the batch repel.</summary>
internal sealed class SimClrStep : StepEmitter<SimClr>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "two views of each image attract, all other views of the batch repel.";

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        var lines = new CommentedLines();
        if (parts.Experiment.Method is SimClrModel { SeparateViews: true })
        {
            AddSeparate(writer, lines, parts);
        }
        else
        {
            AddJointProjections(
                writer,
                lines,
                parts,
                "Both views in one batch: a single forward pass"
                    + Normalized(parts, ", and ", whole: "all 2B views", split: "the 2B views")
            );
        }

        lines.Add("var loss = " + parts.Loss + ".Compute(z0, z1);", "-> []");
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "z0, z1";

    private static void AddSeparate(IndentedWriter writer, CommentedLines lines, ExperimentParts parts)
    {
        if (!MicroBatchCode.Caches(parts))
        {
            writer.WriteComment(
                "One view after the other"
                    + Normalized(parts, ": ", whole: "the B images of one view alone", split: "a view's B images")
            );
        }

        AddProjections(writer, lines, parts);
    }

    /// <summary>The end of a sentence, with what batch normalization takes its statistics over.</summary>
    private static string Normalized(ExperimentParts parts, string link, string whole, string split) =>
        parts switch
        {
            { NormalizedParts: { } count } => Code.Of(
                $"{link}the encoder's batch normalization sees each of {count} parts of {split} alone."
            ),
            { HasBatchNorm: true } => link + "batch normalization sees " + whole + ".",
            _ => ".",
        };
}

/// <summary>What is said of the normalized temperature-scaled cross entropy.</summary>
internal sealed class NtXentText()
    : LossText<NtXentLossAttribute>(
        "The normalized temperature-scaled cross entropy of SimCLR (" + SimClr.Reference + ").",
        "The mean over all 2B projections i of -log(exp s(i, p) / Σ exp s(i, a)): p is the other view of the image, a is any projection but i, and s is the cosine divided by τ: 2 x [B, D] -> [].",
        "Projections of one view of each image, [B, D], not normalized.",
        "Projections of the other view, in the same order."
    );

/// <summary>What is said of the decoupled contrastive loss.</summary>
internal sealed class DclText()
    : LossText<DclLossAttribute>(
        "The decoupled contrastive loss (" + Papers.Dcl + "): NT-Xent without the positive in the denominator.",
        "The mean over all 2B projections i of -s(i, p) + log Σ exp s(i, a): p is the other view of the image, a is any projection of the other images, and s is the cosine divided by τ: 2 x [B, D] -> [].",
        "Projections of one view of each image, [B, D], not normalized.",
        "Projections of the other view, in the same order."
    );
