using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Instance discrimination: a view recognizes its image's entry in the memory bank.</summary>
internal sealed class InstanceDiscriminationStep : StepEmitter<InstanceDiscrimination>
{
    /// <inheritdoc/>
    protected override string Idea(ExperimentModel experiment) =>
        "a view of each image recognizes the image's entry in a memory bank among those of others.";

    /// <inheritdoc/>
    public override void AddMembers(ExperimentLayout layout) => BankCode.AddMembers(layout);

    /// <inheritdoc/>
    public override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        BankCode.WriteDraw(writer, parts);
        writer.WriteLine();
        writer.WriteComment("Each view recognizes its image's entry.");
        var lines = new CommentedLines();
        var gathered = "-> " + parts.ProjectionShape + ", of all processes";
        if (MicroBatchCode.Caches(parts))
        {
            var pass = new MicroBatchPass([], [(Projection("micro[0]"), MicroBatchCode.Micro(Flow(parts)))]);
            MicroBatchCode.WriteEmbedding(writer, parts, "z", "Encoder, Projector", pass);
            writer.WriteLine();
            lines.Add("var v = run.World.Gather(z[0]);", gathered);
        }
        else
        {
            lines.Add("var v = " + Projection("view") + ";", Flow(parts));
            lines.Add(Gathered("v"), gathered);
        }

        lines.Add(BankCode.Compare("scores", "v"), "-> [B] and " + BankCode.NegativesShape(parts));
        BankCode.AddNoise(writer, lines, parts, "scores", "the");
        lines.Add("var loss = " + BankCode.Loss(parts, "scores") + ";", "-> []");
        lines.WriteTo(writer);
    }

    /// <inheritdoc/>
    protected override string Watched(ExperimentParts parts) => "v, scores";

    /// <inheritdoc/>
    public override void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) =>
        BankCode.WriteUpdate(writer, "v");
}

/// <summary>What is said of noise-contrastive estimation.</summary>
internal sealed class NceText()
    : LossText<NceLossAttribute>(
        "Noise-contrastive estimation against a memory bank (" + InstanceDiscrimination.Reference + ").",
        "The mean over images of -log(P / (P + c)) - Σ log(c / (P' + c)), where P = exp(cosine/τ) is that of its own entry, P' that of an entry drawn as noise, and c is the noise: [B], [B, K] and [] -> [].",
        "Cosines with the images' own entries, [B].",
        "Cosines with the entries drawn for each, [B, K].",
        "The noise c = Z·K/N, []."
    );

/// <summary>What is said of the softmax over a memory bank.</summary>
internal sealed class MemorySoftmaxText()
    : LossText<MemorySoftmaxLossAttribute>(
        "InfoNCE with a memory bank (" + InstanceDiscrimination.Reference + "; PIRL: " + Pirl.Reference + ").",
        "The mean over images of -log(P / (P + Σ P')), where P = exp(cosine/τ) is that of its own entry and P' that of a negative: [B] and [B, K] -> [].",
        "Cosines with the images' own entries, [B].",
        "Cosines with the negatives of each, [B, K]; -∞ leaves one out."
    );
